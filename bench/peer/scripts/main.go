// Scripts evaluates Lua by gopher-lua and jq by gojq, for bench/run scripts. It says first what it is; then it answers
// each line of its input with a line of its output, both JSON, and ends with its input.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"time"
)

const longestLine = 16 << 20

// What a sensor of Argo Events takes at rest. Go collects when it is reached: a program as small as this one would
// otherwise collect much more often than a sensor.
const memory = 96 << 20

// What is to be evaluated, for how long at least, and whether each evaluation begins with the text.
type question struct {
	Language string         `json:"language"`
	Filter   bool           `json:"filter"`
	Text     string         `json:"text"`
	Event    map[string]any `json:"event"`
	Fresh    bool           `json:"fresh"`
	Millis   int64          `json:"millis"`
}

func main() {
	log.SetFlags(0)
	runtime.GOMAXPROCS(1)
	debug.SetGCPercent(-1)
	debug.SetMemoryLimit(memory)
	answers := json.NewEncoder(os.Stdout)
	if err := answers.Encode(about()); err != nil {
		log.Fatal(err)
	}
	programs := map[string]program{}
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, longestLine)
	for lines.Scan() {
		var asked question
		if err := json.Unmarshal(lines.Bytes(), &asked); err != nil {
			log.Fatalf("reading a question: %v", err)
		}
		said, err := answer(programs, asked)
		if err != nil {
			log.Fatalf("evaluating %s: %v", asked.Language, err)
		}
		if err := answers.Encode(said); err != nil {
			log.Fatal(err)
		}
	}
}

func answer(programs map[string]program, asked question) (*measurement, error) {
	key := fmt.Sprintf("%s %t %t %s", asked.Language, asked.Filter, asked.Fresh, asked.Text)
	evaluate, found := programs[key]
	if !found {
		var err error
		if evaluate, err = prepare(asked); err != nil {
			return nil, err
		}
		programs[key] = evaluate
	}
	return measure(evaluate, asked.Event, time.Duration(asked.Millis)*time.Millisecond)
}

func prepare(asked question) (program, error) {
	switch {
	case asked.Language == "lua" && asked.Fresh:
		return freshLua(asked.Text, asked.Filter), nil
	case asked.Language == "lua":
		return compiledLua(asked.Text, asked.Filter)
	case asked.Language == "jq" && asked.Fresh:
		return freshJq(asked.Text), nil
	case asked.Language == "jq":
		return compiledJq(asked.Text)
	}
	return nil, fmt.Errorf("no language %q", asked.Language)
}

// Such as "go1.26.8, gojq v0.12.19, gopher-lua v1.1.2".
func about() string {
	words := []string{runtime.Version()}
	build, _ := debug.ReadBuildInfo()
	for _, module := range build.Deps {
		name := module.Path[strings.LastIndex(module.Path, "/")+1:]
		if name == "gojq" || name == "gopher-lua" {
			words = append(words, name+" "+module.Version)
		}
	}
	return strings.Join(words, ", ")
}
