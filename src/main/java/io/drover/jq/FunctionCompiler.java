package io.drover.jq;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes nodes of definitions and calls: what a name means depends on where it stands. */
final class FunctionCompiler {
  private final Compiler compiler;
  private final JqLibrary library;
  private final Map<String, CallNodes.Definition> prelude = new HashMap<>();

  FunctionCompiler(Compiler compiler, JqLibrary library) {
    this.compiler = compiler;
    this.library = library;
  }

  Node define(Ast.Define define, Scope scope) {
    CallNodes.Definition function = function(define);
    Scope inner = scope.with(signature(define), function);
    function.setBody(compiler.compile(define.body(), parameters(define, inner)));
    return compiler.compile(define.rest(), inner);
  }

  private static CallNodes.Definition function(Ast.Define define) {
    return new CallNodes.Definition(
        define.parameters().stream().map(name -> name.startsWith("$")).toList());
  }

  private static String signature(Ast.Define define) {
    return define.name() + "/" + define.parameters().size();
  }

  private static Scope parameters(Ast.Define define, Scope scope) {
    Scope inner = scope;
    for (String parameter : define.parameters()) {
      inner = inner.with(parameter.replace("$", "") + "/0");
      if (parameter.startsWith("$")) {
        inner = inner.also(parameter);
      }
    }
    return inner;
  }

  Node call(Ast.Call call, Scope scope) {
    String signature = call.name() + "/" + call.arguments().size();
    Scope.Found found = scope.find(signature);
    if (found != null && found.function() == null) {
      Scope.Found value = scope.find("$" + call.name());
      return value != null && value.distance() == found.distance()
          ? new BasicNodes.Variable(value.distance())
          : new CallNodes.Handed(found.distance());
    }
    List<Node> arguments = call.arguments().stream().map(a -> compiler.compile(a, scope)).toList();
    if (found != null) {
      return new CallNodes.Call(found.function(), found.distance(), arguments);
    }
    return known(call, signature, arguments, scope);
  }

  private Node known(Ast.Call call, String signature, List<Node> arguments, Scope scope) {
    JqFunction host = library.functions().get(signature);
    if (host != null) {
      for (String message : host.faults(constants(arguments))) {
        compiler.add(new JqFault(call.line(), message));
      }
      return new HostNode(host, arguments, call.line());
    }
    Functions.Plain plain = Functions.find(signature);
    if (plain != null) {
      return new BasicNodes.Function(plain, arguments, call.line());
    }
    Forms.Form form = Forms.find(signature);
    if (form != null) {
      return form.of(arguments, call.line());
    }
    Ast.Define define = Prelude.find(signature);
    if (define != null) {
      return new CallNodes.Placed(
          new CallNodes.Call(ofPrelude(signature, define), scope.depth(), arguments), call.line());
    }
    if (signature.equals("builtins/0")) {
      var all = Values.array();
      library.signatures().forEach(all::add);
      return compiler.constant(all);
    }
    unknown(call.line(), call.name(), signature, "");
    return new ControlNodes.Empty();
  }

  /**
   * @param otherwise a hint, if it is known by no other signature
   */
  void unknown(int line, String name, String signature, String otherwise) {
    String hint = Signatures.hint(name, library);
    compiler.add(
        new JqFault(
            line,
            "jq has no function " + signature + (hint.isEmpty() ? otherwise : hint),
            hint.isEmpty() ? name : null));
  }

  /** Whether it is a bare name that means nothing. */
  boolean isUnknown(Ast ast, Scope scope) {
    if (!(ast instanceof Ast.Call call) || !call.arguments().isEmpty()) {
      return false;
    }
    String signature = call.name() + "/0";
    return scope.find(signature) == null && !library.signatures().contains(signature);
  }

  private static List<JsonNode> constants(List<Node> arguments) {
    List<JsonNode> constants = new ArrayList<>();
    for (Node argument : arguments) {
      constants.add(argument instanceof BasicNodes.Constant constant ? constant.value : null);
    }
    return constants;
  }

  /** Compiled once for the program, where it is first called. */
  private CallNodes.Definition ofPrelude(String signature, Ast.Define define) {
    CallNodes.Definition known = prelude.get(signature);
    if (known == null) {
      known = function(define);
      prelude.put(signature, known);
      Scope own = Scope.EMPTY.with(signature, known);
      known.setBody(compiler.compile(define.body(), parameters(define, own)));
    }
    return known;
  }
}
