package com.postpilot.post;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.postpilot.common.testing.ArchitectureRules;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "com.postpilot.post",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {
  @ArchTest static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);

  @ArchTest
  static final ArchRule WHAT_READS_AND_DISPATCHES_KNOWS_NO_ENTITIES =
      noClasses()
          .that()
          .resideInAnyPackage("..dispatch..", "..reading..", "..calendar..", "..timeline..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.persistence..", "..authoring..");

  @ArchTest
  static final ArchRule RULES_ARE_FUNCTIONS_OF_DATA =
      classes()
          .that()
          .resideInAPackage("..post.rules..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "org.jspecify..",
              "com.fasterxml.jackson.annotation..",
              "com.postpilot.common.contract..",
              "com.postpilot.post.rules..");
}
