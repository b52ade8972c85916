package interop;

import java.io.File;
import java.util.HashMap;
import java.util.Map;

/** The flags of interop programs: `--name=value`. */
final class Flags {
  private final Map<String, String> values = new HashMap<>();

  Flags(String[] words) {
    for (String word : words) {
      String[] parts = word.split("=", 2);
      if (!word.startsWith("--") || parts.length < 2) {
        throw new IllegalArgumentException("expected --name=value, not " + word);
      }
      values.put(parts[0].substring(2), parts[1]);
    }
  }

  String get(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("--" + name + " is missing");
    }
    return value;
  }

  boolean isTrue(String name) {
    return "true".equals(values.get(name));
  }

  /** Returns a file with a test certificate or a key. A property of the JVM names their folder. */
  static File certificate(String name) {
    return new File(System.getProperty("interop.certificates"), name);
  }
}
