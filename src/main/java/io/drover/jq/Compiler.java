package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** Resolves the names of a program and makes nodes of it. Collects all that it does not know. */
final class Compiler {
  private final List<JqFault> faults = new ArrayList<>();
  private final Set<JsonNode> constants = Collections.newSetFromMap(new IdentityHashMap<>());
  private final FunctionCompiler functions;

  Compiler(JqLibrary library) {
    this.functions = new FunctionCompiler(this, library);
  }

  /** By their lines. */
  List<JqFault> faults() {
    return faults.stream().sorted(Comparator.comparingInt(JqFault::line)).toList();
  }

  void add(JqFault fault) {
    faults.add(fault);
  }

  /** Values of the program that have parts; who is given one must not change it. */
  Set<JsonNode> constants() {
    return constants;
  }

  Node constant(JsonNode value) {
    constants.add(value);
    return new BasicNodes.Constant(value);
  }

  Node compile(Ast ast, Scope scope) {
    if (ast instanceof Ast.Identity) {
      return new BasicNodes.Identity();
    } else if (ast instanceof Ast.Descend) {
      return new AccessNodes.Descend();
    } else if (ast instanceof Ast.Literal literal) {
      return new BasicNodes.Constant(literal.value());
    } else if (ast instanceof Ast.Variable variable) {
      return variable(variable, scope);
    } else if (ast instanceof Ast.Pipe pipe) {
      return new BasicNodes.Pipe(compile(pipe.left(), scope), compile(pipe.right(), scope));
    } else if (ast instanceof Ast.Comma comma) {
      return comma(comma, scope);
    } else if (ast instanceof Ast.Call call) {
      return functions.call(call, scope);
    } else if (ast instanceof Ast.Define define) {
      return functions.define(define, scope);
    }
    return access(ast, scope);
  }

  private Node access(Ast ast, Scope scope) {
    if (ast instanceof Ast.Index index) {
      return index(index, scope);
    } else if (ast instanceof Ast.Slice slice) {
      return slice(slice, scope);
    } else if (ast instanceof Ast.Each each) {
      return after(each.of(), new AccessNodes.Each(each.optional(), each.line()), scope);
    } else if (ast instanceof Ast.Collect collect) {
      return new BasicNodes.Collect(
          collect.content() == null ? new ControlNodes.Empty() : compile(collect.content(), scope));
    } else if (ast instanceof Ast.Build build) {
      List<ValueNodes.Member> members = new ArrayList<>();
      for (Ast.Member member : build.members()) {
        Node key = compile(member.key(), scope);
        members.add(new ValueNodes.Member(key, compile(member.value(), scope)));
      }
      ValueNodes.Build node = new ValueNodes.Build(members, build.line());
      JsonNode value = members.isEmpty() ? null : node.constant();
      return value == null ? node : constant(value);
    } else if (ast instanceof Ast.Text text) {
      return text(text, scope);
    } else if (ast instanceof Ast.Format format) {
      return new BasicNodes.Function(
          format(format.name(), format.line()), List.of(), format.line());
    } else if (ast instanceof Ast.Negate negate) {
      return new ValueNodes.Negate(compile(negate.of(), scope), negate.line());
    }
    return operator(ast, scope);
  }

  private Node operator(Ast ast, Scope scope) {
    if (ast instanceof Ast.Binary binary) {
      if (binary.operator().equals("-") && functions.isUnknown(binary.right(), scope)) {
        String name = ((Ast.Call) binary.right()).name();
        functions.unknown(binary.line(), name, name + "/0", Hints.minus(binary.left(), name));
        return new ControlNodes.Empty();
      }
      return new Operation(
          Arithmetic.of(binary.operator()),
          compile(binary.left(), scope),
          compile(binary.right(), scope),
          binary.line());
    } else if (ast instanceof Ast.And and) {
      return new ControlNodes.Logic(false, compile(and.left(), scope), compile(and.right(), scope));
    } else if (ast instanceof Ast.Or or) {
      return new ControlNodes.Logic(true, compile(or.left(), scope), compile(or.right(), scope));
    } else if (ast instanceof Ast.Alternative alternative) {
      return new ControlNodes.Alternative(
          compile(alternative.left(), scope), compile(alternative.right(), scope));
    } else if (ast instanceof Ast.Assign assign) {
      return assign(assign, scope);
    }
    return control(ast, scope);
  }

  private Node control(Ast ast, Scope scope) {
    if (ast instanceof Ast.If condition) {
      return new ControlNodes.If(
          compile(condition.condition(), scope),
          compile(condition.then(), scope),
          compile(condition.otherwise(), scope));
    } else if (ast instanceof Ast.Try attempt) {
      return new Try(
          compile(attempt.body(), scope),
          attempt.handler() == null ? null : compile(attempt.handler(), scope));
    } else if (ast instanceof Ast.Label label) {
      return new ControlNodes.Label(compile(label.body(), scope.with("*" + label.name())));
    } else if (ast instanceof Ast.Break leave) {
      Scope.Found found = scope.find("*" + leave.name());
      if (found == null) {
        faults.add(new JqFault(leave.line(), "there is no label $" + leave.name()));
        return new ControlNodes.Empty();
      }
      return new ControlNodes.Leave(found.distance());
    }
    return binding(ast, scope);
  }

  private Node binding(Ast ast, Scope scope) {
    if (ast instanceof Ast.Bind bind) {
      Names names = new Names(this, bind.patterns(), scope);
      return new BindNodes.Bind(
          compile(bind.source(), scope), names.binding(), compile(bind.body(), names.scope()));
    } else if (ast instanceof Ast.Reduce reduce) {
      Names names = new Names(this, reduce.patterns(), scope);
      return new BindNodes.Reduce(
          compile(reduce.source(), scope),
          names.binding(),
          compile(reduce.init(), scope),
          compile(reduce.update(), names.scope()));
    }
    Ast.Foreach foreach = (Ast.Foreach) ast;
    Names names = new Names(this, foreach.patterns(), scope);
    return new BindNodes.Foreach(
        compile(foreach.source(), scope),
        names.binding(),
        compile(foreach.init(), scope),
        compile(foreach.update(), names.scope()),
        foreach.extract() == null
            ? new BasicNodes.Identity()
            : compile(foreach.extract(), names.scope()));
  }

  private Node comma(Ast.Comma comma, Scope scope) {
    Deque<Ast> parts = new ArrayDeque<>();
    Ast left = comma;
    while (left instanceof Ast.Comma more) {
      parts.addFirst(more.right());
      left = more.left();
    }
    parts.addFirst(left);
    return new BasicNodes.Comma(parts.stream().map(part -> compile(part, scope)).toList());
  }

  private Node variable(Ast.Variable variable, Scope scope) {
    Scope.Found found = scope.find("$" + variable.name());
    if (found != null) {
      return new BasicNodes.Variable(found.distance());
    }
    if (!variable.name().equals("ENV")) {
      faults.add(new JqFault(variable.line(), "there is no variable $" + variable.name()));
    }
    return new BasicNodes.Constant(Values.object()); // an environment with nothing in it
  }

  /** A node that is run on what another gives; on the input alone if that is it. */
  private Node after(Ast of, Node then, Scope scope) {
    return of instanceof Ast.Identity ? then : new BasicNodes.Pipe(compile(of, scope), then);
  }

  private Node index(Ast.Index index, Scope scope) {
    if (functions.isUnknown(index.key(), scope)) {
      String name = ((Ast.Call) index.key()).name();
      functions.unknown(
          index.line(), name, name + "/0", ": a name in brackets is written .[\"" + name + "\"]");
      return new ControlNodes.Empty();
    }
    if (index.key() instanceof Ast.Literal literal && literal.value() instanceof TextNode name) {
      Node member = new AccessNodes.Member(name, index.optional(), index.line());
      return after(index.of(), member, scope);
    }
    return new AccessNodes.Index(
        compile(index.of(), scope), compile(index.key(), scope), index.optional(), index.line());
  }

  private Node slice(Ast.Slice slice, Scope scope) {
    List<ValueNodes.Member> bounds = new ArrayList<>();
    bounds.add(bound("start", slice.from(), scope));
    bounds.add(bound("end", slice.to(), scope));
    return new AccessNodes.Index(
        compile(slice.of(), scope),
        new ValueNodes.Build(bounds, slice.line()),
        slice.optional(),
        slice.line());
  }

  private ValueNodes.Member bound(String name, Ast bound, Scope scope) {
    Node value = bound == null ? new BasicNodes.Constant(Values.NULL) : compile(bound, scope);
    return new ValueNodes.Member(new BasicNodes.Constant(TextNode.valueOf(name)), value);
  }

  private Node text(Ast.Text text, Scope scope) {
    List<Node> parts = new ArrayList<>();
    for (Object part : text.parts()) {
      parts.add(
          part instanceof Ast ast ? compile(ast, scope) : new ValueNodes.Plain((String) part));
    }
    return new ValueNodes.Text(
        format(text.format() == null ? "text" : text.format(), text.line()), parts, text.line());
  }

  private Functions.Plain format(String name, int line) {
    Functions.Plain format = Formats.find(name);
    if (format == null) {
      String all = String.join(", @", Formats.names());
      faults.add(new JqFault(line, "jq has no format @" + name + ": it has @" + all));
    }
    return format;
  }

  private Node assign(Ast.Assign assign, Scope scope) {
    Node target = compile(assign.target(), scope);
    Node value = compile(assign.value(), scope);
    return switch (assign.operator()) {
      case "=" -> new UpdateNodes.Set(target, value, assign.line());
      case "|=" -> new UpdateNodes.Update(target, value, assign.line());
      case "//" -> new UpdateNodes.Compute(null, target, value, assign.line());
      default ->
          new UpdateNodes.Compute(Arithmetic.of(assign.operator()), target, value, assign.line());
    };
  }
}
