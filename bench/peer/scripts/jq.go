package main

import (
	"errors"

	"github.com/itchyny/gojq"
)

// As Argo Events transforms: it parses and compiles for each event, and takes the first output.
func freshJq(text string) program {
	return func(event map[string]any) (any, error) {
		query, err := gojq.Parse(text)
		if err != nil {
			return nil, err
		}
		return first(query.Run(event))
	}
}

// As well as gojq can do.
func compiledJq(text string) (program, error) {
	query, err := gojq.Parse(text)
	if err != nil {
		return nil, err
	}
	code, err := gojq.Compile(query)
	if err != nil {
		return nil, err
	}
	return func(event map[string]any) (any, error) {
		return first(code.Run(event))
	}, nil
}

func first(outputs gojq.Iter) (any, error) {
	output, found := outputs.Next()
	if !found {
		return nil, errors.New("jq: no output")
	}
	if err, failed := output.(error); failed {
		return nil, err
	}
	return output, nil
}
