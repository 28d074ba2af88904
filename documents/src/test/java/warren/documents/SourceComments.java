package warren.documents;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ValueTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** The comments of records and enums, read from their sources by the compiler's own parser. */
final class SourceComments extends TreePathScanner<Void, String> {
  private final Set<String> types;
  private final DocTrees trees;
  private final ObjectNode texts = JsonNodeFactory.instance.objectNode();

  private SourceComments(Set<String> types, DocTrees trees) {
    this.types = types;
    this.trees = trees;
  }

  /** Those of these types, which lie under that folder. */
  static ObjectNode read(Path sources, Set<String> types) throws IOException {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, UTF_8)) {
      var units = files.getJavaFileObjectsFromPaths(javaFiles(sources));
      var task = (JavacTask) compiler.getTask(null, files, null, null, null, units);
      var comments = new SourceComments(types, DocTrees.instance(task));
      for (var unit : task.parse()) {
        comments.scan(unit, unit.getPackageName() + ".");
      }
      return comments.texts;
    }
  }

  private static List<Path> javaFiles(Path sources) throws IOException {
    try (var files = Files.walk(sources)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  @Override
  public Void visitClass(ClassTree type, String outer) {
    var name = outer + type.getSimpleName();
    if (types.contains(name)) {
      keep(type, texts.putObject(name));
    }
    return super.visitClass(type, name + "$");
  }

  private void keep(ClassTree type, ObjectNode parts) {
    var comment = trees.getDocCommentTree(getCurrentPath());
    parts.put(Comments.ITSELF, text(comment.getFullBody()));
    for (var tag : comment.getBlockTags()) {
      if (tag instanceof ParamTree param && !param.isTypeParameter()) {
        parts.put(param.getName().toString(), text(param.getDescription()));
      }
    }
    type.getMembers().forEach(member -> keepConstant(type, member, parts));
  }

  /** Of an enum: it has its own type. */
  private void keepConstant(ClassTree type, Tree member, ObjectNode parts) {
    if (member instanceof VariableTree constant
        && type.getSimpleName().contentEquals(constant.getType().toString())) {
      var comment = trees.getDocCommentTree(new TreePath(getCurrentPath(), member));
      parts.put(constant.getName().toString(), text(comment.getFullBody()));
    }
  }

  private String text(List<? extends DocTree> parts) {
    return parts.stream()
        .map(this::text)
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** As Markdown has it. */
  private String text(DocTree part) {
    if (part instanceof LiteralTree code) {
      return "`" + code.getBody().toString().strip() + "`";
    }
    if (part instanceof LinkTree link) {
      return "`" + link.getReference().toString().replaceFirst("^#", "") + "`";
    }
    return part instanceof ValueTree value ? value(value) : part.toString();
  }

  /** The value of a constant of the same type, or of another one in its package. */
  private String value(ValueTree tag) {
    var reference = tag.getReference().toString().split("#", 2);
    var unit = getCurrentPath().getCompilationUnit();
    var type = reference[0].isEmpty() ? simpleName(unit) : reference[0];
    try {
      var constant = Class.forName(unit.getPackageName() + "." + type).getField(reference[1]);
      return String.valueOf(constant.get(null));
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("no constant: " + tag, e);
    }
  }

  private static String simpleName(CompilationUnitTree unit) {
    return ((ClassTree) unit.getTypeDecls().get(0)).getSimpleName().toString();
  }
}
