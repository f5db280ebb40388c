package main

import (
	"fmt"
	"strings"

	lua "github.com/yuin/gopher-lua"
	"github.com/yuin/gopher-lua/parse"
)

// As Argo Events transforms and filters: for each event a machine with all libraries, which compiles the text.
func freshLua(text string, filter bool) program {
	return func(event map[string]any) (any, error) {
		machine := lua.NewState()
		defer machine.Close()
		machine.SetGlobal("event", toLua(event))
		if err := machine.DoString(text); err != nil {
			return nil, err
		}
		return result(machine.Get(-1), filter)
	}
}

// As well as gopher-lua can do: one machine for all events, so that one sees what another has left in its globals.
func compiledLua(text string, filter bool) (program, error) {
	chunk, err := parse.Parse(strings.NewReader(text), "script")
	if err != nil {
		return nil, err
	}
	compiled, err := lua.Compile(chunk, "script")
	if err != nil {
		return nil, err
	}
	machine := lua.NewState()
	function := machine.NewFunctionFromProto(compiled)
	return func(event map[string]any) (any, error) {
		machine.SetGlobal("event", toLua(event))
		machine.Push(function)
		if err := machine.PCall(0, 1, nil); err != nil {
			return nil, err
		}
		returned := machine.Get(-1)
		machine.Pop(1)
		return result(returned, filter)
	}, nil
}

func result(returned lua.LValue, filter bool) (any, error) {
	if filter {
		return returned == lua.LTrue, nil
	}
	table, is := returned.(*lua.LTable)
	if !is {
		return nil, fmt.Errorf("lua: it returned no table but %s", returned.Type())
	}
	return fromTable(table), nil
}

// A null becomes nil, so that its member is missing.
func toLua(value any) lua.LValue {
	switch value := value.(type) {
	case string:
		return lua.LString(value)
	case float64:
		return lua.LNumber(value)
	case bool:
		return lua.LBool(value)
	case map[string]any:
		table := new(lua.LTable)
		for name, member := range value {
			table.RawSetString(name, toLua(member))
		}
		return table
	case []any:
		table := new(lua.LTable)
		for _, item := range value {
			table.Append(toLua(item))
		}
		return table
	}
	return lua.LNil
}

func fromLua(value lua.LValue) any {
	switch value := value.(type) {
	case lua.LString:
		return string(value)
	case lua.LNumber:
		return float64(value)
	case lua.LBool:
		return bool(value)
	case *lua.LTable:
		return fromTable(value)
	}
	return nil
}

// A table that has the key 1 is an array; an empty one is an object.
func fromTable(table *lua.LTable) any {
	length := table.MaxN()
	if length == 0 {
		members := make(map[string]any)
		table.ForEach(func(name, value lua.LValue) { members[name.String()] = fromLua(value) })
		return members
	}
	items := make([]any, 0, length)
	for i := 1; i <= length; i++ {
		items = append(items, fromLua(table.RawGetInt(i)))
	}
	return items
}
