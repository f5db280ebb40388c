package main

import (
	"runtime"
	"syscall"
	"time"
)

// The clock is looked at once for so many evaluations.
const stride = 16

// A program evaluates an event, a tree of Go's values, to another such tree.
type program func(event map[string]any) (any, error)

// What came of evaluating for a while. CpuNanos is processor time of the whole process.
type measurement struct {
	Result      any   `json:"result"`
	Evaluations int64 `json:"evaluations"`
	Nanos       int64 `json:"nanos"`
	CpuNanos    int64 `json:"cpuNanos"`
	Bytes       int64 `json:"bytes"`
}

func measure(evaluate program, event map[string]any, least time.Duration) (*measurement, error) {
	var said measurement
	bytes, cpu, start := allocated(), processorTime(), time.Now()
	for passed := time.Duration(-1); passed < least; passed = time.Since(start) {
		for range stride {
			result, err := evaluate(event)
			if err != nil {
				return nil, err
			}
			said.Result = result
		}
		said.Evaluations += stride
	}
	said.Nanos = int64(time.Since(start))
	said.CpuNanos = processorTime() - cpu
	said.Bytes = allocated() - bytes
	return &said, nil
}

func allocated() int64 {
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return int64(memory.TotalAlloc)
}

func processorTime() int64 {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(err)
	}
	return usage.Utime.Nano() + usage.Stime.Nano()
}
