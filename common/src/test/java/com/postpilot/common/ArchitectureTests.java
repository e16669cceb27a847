package com.postpilot.common;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.postpilot.common.testing.ArchitectureRules;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "com.postpilot.common",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest static final ArchTests RULES = ArchTests.in(ArchitectureRules.class);

  @ArchTest
  static final ArchRule CONTRACTS_DEPEND_ON_PLAIN_JAVA_ALONE =
      classes()
          .that()
          .resideInAPackage("..common.contract..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify..", "..common.contract..");
}
