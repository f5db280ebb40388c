module io.drover/bench/peer/scripts

go 1.26.0

require (
	github.com/itchyny/gojq v0.12.19
	github.com/yuin/gopher-lua v1.1.2
)

require github.com/itchyny/timefmt-go v0.1.8 // indirect
