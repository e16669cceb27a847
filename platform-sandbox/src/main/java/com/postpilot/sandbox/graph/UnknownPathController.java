package com.postpilot.sandbox.graph;

import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** What no other controller of a Graph host answers, including paths without a version. */
@GraphApi
class UnknownPathController {

  private static final Pattern OBJECT = Pattern.compile("/v[0-9]+\\.[0-9]+/([0-9_]+)");

  @RequestMapping({"/ig-graph/{*path}", "/fb-graph/{*path}"})
  void refuse(GraphRequest request, @PathVariable String path) {
    var object = OBJECT.matcher(path);
    throw object.matches()
        ? GraphError.noSuchObject(object.group(1))
        : GraphError.unknownPath(path);
  }
}
