package com.postpilot.common.tenant;

import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.ConnectionHolder;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A transaction manager that raises the tenant wall whenever a transaction begins. */
@AutoConfiguration(
    before = {
      HibernateJpaAutoConfiguration.class,
      DataSourceTransactionManagerAutoConfiguration.class
    })
@ConditionalOnClass(JdbcTransactionManager.class)
@ConditionalOnProperty("postpilot.schema")
public class TenantAutoConfiguration {

  @Bean
  TenantWall tenantWall(@Value("${postpilot.schema}") String schema) {
    return new TenantWall(schema);
  }

  @Bean
  TenantTransactions tenantTransactions(PlatformTransactionManager transactions) {
    return new TenantTransactions(transactions);
  }

  private static void raise(TenantWall wall, DataSource database, Runnable cleanUp) {
    try {
      var holder = (ConnectionHolder) TransactionSynchronizationManager.getResource(database);
      if (holder == null) {
        throw new IllegalStateException("The transaction has no connection");
      }
      wall.raise(holder.getConnection());
    } catch (SQLException | RuntimeException e) {
      cleanUp.run();
      throw new CannotCreateTransactionException("The tenant could not be set", e);
    }
  }

  private static PlatformTransactionManager plain(DataSource database, TenantWall wall) {
    return new JdbcTransactionManager(database) {
      @Override
      protected void doBegin(Object transaction, TransactionDefinition definition) {
        super.doBegin(transaction, definition);
        raise(wall, database, () -> doCleanupAfterCompletion(transaction));
      }
    };
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({EntityManagerFactory.class, JpaTransactionManager.class})
  static class Jpa {
    /** For JPA where the service has it; that its classes are there does not say so. */
    @Bean
    @ConditionalOnMissingBean
    PlatformTransactionManager transactionManager(
        ObjectProvider<EntityManagerFactory> entities, DataSource database, TenantWall wall) {
      var factory = entities.getIfAvailable();
      if (factory == null) {
        return plain(database, wall);
      }
      var manager =
          new JpaTransactionManager(factory) {
            @Override
            protected void doBegin(Object transaction, TransactionDefinition definition) {
              super.doBegin(transaction, definition);
              raise(wall, database, () -> doCleanupAfterCompletion(transaction));
            }
          };
      manager.setDataSource(database);
      return manager;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnMissingClass("jakarta.persistence.EntityManagerFactory")
  static class Jdbc {
    @Bean
    @ConditionalOnMissingBean
    PlatformTransactionManager transactionManager(DataSource database, TenantWall wall) {
      return plain(database, wall);
    }
  }
}
