package com.postpilot.common.testing;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * How every service is built. A service applies them with {@code @AnalyzeClasses} on its own
 * package (without tests) and {@code @ArchTest static final ArchTests rules =
 * ArchTests.in(ArchitectureRules.class)}.
 */
public final class ArchitectureRules {

  @ArchTest
  static final ArchRule CONTROLLERS_ENTITIES_AND_REPOSITORIES_ARE_PACKAGE_PRIVATE =
      noClasses()
          .that()
          .areAnnotatedWith("org.springframework.web.bind.annotation.RestController")
          .or()
          .areAnnotatedWith("jakarta.persistence.Entity")
          .or()
          .areAssignableTo("org.springframework.data.repository.Repository")
          .should()
          .bePublic()
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule NAMES_TELL_WHAT_A_CLASS_DOES =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Impl")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Dto");

  @ArchTest
  static final ArchRule PACKAGES_ARE_FEATURES_NOT_LAYERS =
      noClasses()
          .should()
          .resideInAnyPackage(
              "..controller..",
              "..controllers..",
              "..service..",
              "..services..",
              "..repository..",
              "..repositories..",
              "..dto..",
              "..mapper..",
              "..util..",
              "..utils..",
              "..helper..",
              "..impl..");

  @ArchTest
  static final ArchRule FEATURES_DO_NOT_DEPEND_ON_EACH_OTHER_IN_CIRCLES =
      slices().matching("com.postpilot.*.(*)..").should().beFreeOfCycles().allowEmptyShould(true);

  @ArchTest
  static final ArchRule TIME_IS_A_DEPENDENCY =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("a Clock is injected");

  @ArchTest
  static final ArchRule ONLY_ONE_PLACE_MAKES_THE_CLOCK =
      noClasses()
          .that()
          .resideOutsideOfPackage("com.postpilot.common.web")
          .should()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone");

  @ArchTest
  static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS =
      noFields()
          .should()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
          .orShould()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Value");

  @ArchTest
  static final ArchRule EVERY_PACKAGE_IS_NULL_MARKED =
      classes()
          .that(not(simpleNameEndingWith("package-info")))
          .should()
          .resideInAnyPackage("com.postpilot..")
          .andShould(new NullMarkedPackage());

  private ArchitectureRules() {}
}
