package com.postpilot.common.security;

import com.google.crypto.tink.Aead;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/** Encryption for the services that keep secrets of others. */
@AutoConfiguration
@ConditionalOnClass(Aead.class)
@ConditionalOnProperty("postpilot.encryption.keyset")
public class EncryptionAutoConfiguration {

  @Bean
  Encryption encryption(@Value("${postpilot.encryption.keyset}") String keyset) {
    return new Encryption(keyset);
  }
}
