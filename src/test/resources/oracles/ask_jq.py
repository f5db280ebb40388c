"""Answers programs by the jq that the wheel bundles: one JSON request a line, one JSON answer a line.

A request is {"program": TEXT, "in": JSON TEXT}; an answer {"out": [JSON TEXT...]} with "error" (TEXT of the message, or
JSON TEXT of what else was raised) or "compile" (what the compiler says) beside it.
"""
import json
import sys

import jq

MOST = 10_000
# tojson keeps the digits of numbers, which the binding would make doubles; within try, error(null) does not abort libjq
WRAPPED = 'try ((%s\n) | [0, tojson]) catch [1, type == "string", if type == "string" then . else tojson end]'


def answer(request):
    try:
        program = jq.compile(WRAPPED % request["program"])
    except ValueError as e:
        return {"out": [], "compile": str(e)}
    out = []
    try:
        for result in program.input_text(request["in"]):
            if result[0] == 1:
                return {"out": out, "error": result[2]}
            out.append(result[1])
            if len(out) > MOST:
                return {"out": [], "error": "more than %d outputs" % MOST}
    except ValueError as e:
        return {"out": out, "error": str(e)}
    return {"out": out}


print(json.dumps({"module": jq.__file__}), flush=True)
for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
