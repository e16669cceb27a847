package com.postpilot.sandbox;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.postpilot.sandbox.control.ControlApi;
import com.postpilot.sandbox.graph.GraphApi;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Instant;

@AnalyzeClasses(
    packages = "com.postpilot.sandbox",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule featuresAreAcyclic =
      slices().matching("com.postpilot.sandbox.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theSandboxKnowsNothingOfTheSuite =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "com.postpilot.common..",
              "com.postpilot.publisher..",
              "com.postpilot.account..",
              "com.postpilot.post..");

  @ArchTest
  static final ArchRule controllersAreNobodysBusiness =
      ArchRuleDefinition.classes()
          .that()
          .areAnnotatedWith(GraphApi.class)
          .or()
          .areAnnotatedWith(ControlApi.class)
          .or()
          .haveSimpleNameEndingWith("Controller")
          .should()
          .bePackagePrivate();

  @ArchTest
  static final ArchRule timeIsAskedOfTheClock =
      noClasses().should().callMethod(Instant.class, "now");

  @ArchTest
  static final ArchRule handlersArePackagePrivate =
      methods()
          .that()
          .areMetaAnnotatedWith(org.springframework.web.bind.annotation.RequestMapping.class)
          .should()
          .bePackagePrivate();
}
