package io.drover.bench;

/** What any Java program needs at least: the ceiling of short commands. */
final class EmptyProgram {
  private EmptyProgram() {}

  public static void main(String[] arguments) {
    System.out.println("done");
  }
}
