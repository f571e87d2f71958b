package eus.ekin.app

import android.security.keystore.KeyGenParameterSpec
import android.security.keystore.KeyProperties
import eus.ekin.core.KeyStore
import eus.ekin.core.KeyStoreFailure
import java.io.File
import java.io.IOException
import java.nio.file.Files
import java.nio.file.StandardCopyOption.ATOMIC_MOVE
import java.security.GeneralSecurityException
import javax.crypto.Cipher
import javax.crypto.KeyGenerator
import javax.crypto.SecretKey
import javax.crypto.spec.GCMParameterSpec

/**
 * Keeps the key of the encrypted home: wrapped, in a file that no backup takes, by a key that never leaves Android's Keystore. [wrapping]
 * gives that key, and makes it when there is none.
 */
class KeystoreKeys(private val file: File, private val wrapping: () -> SecretKey = ::keystoreKey) : KeyStore {
    override fun load(): ByteArray? = failing {
        if (!file.exists()) return@failing null
        val kept = file.readBytes()
        if (kept.size <= NONCE) throw KeyStoreFailure.Refused()
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.DECRYPT_MODE, wrapping(), GCMParameterSpec(TAG_BITS, kept, 0, NONCE))
        cipher.doFinal(kept, NONCE, kept.size - NONCE)
    }

    override fun keep(key: ByteArray) = failing {
        val cipher = Cipher.getInstance(CIPHER)
        cipher.init(Cipher.ENCRYPT_MODE, wrapping())
        val kept = cipher.iv + cipher.doFinal(key)
        // Whole or not at all: half a key would lose the home.
        val beside = File(file.path + ".new")
        beside.outputStream().use {
            it.write(kept)
            it.fd.sync()
        }
        Files.move(beside.toPath(), file.toPath(), ATOMIC_MOVE)
        Unit
    }

    private fun <T> failing(work: () -> T): T = try {
        work()
    } catch (locked: android.security.keystore.UserNotAuthenticatedException) {
        throw KeyStoreFailure.Locked()
    } catch (refused: GeneralSecurityException) {
        throw KeyStoreFailure.Refused()
    } catch (disk: IOException) {
        throw KeyStoreFailure.Refused()
    }

    private companion object {
        const val CIPHER = "AES/GCM/NoPadding"
        const val NONCE = 12
        const val TAG_BITS = 128
    }
}

private const val STORE = "AndroidKeyStore"
private const val ALIAS = "ekin.store"

/** The wrapping key, made once. It needs no unlocked screen: the sync minute runs in a pocket. */
private fun keystoreKey(): SecretKey {
    val store = java.security.KeyStore.getInstance(STORE).apply { load(null) }
    (store.getKey(ALIAS, null) as SecretKey?)?.let { return it }
    val spec = KeyGenParameterSpec.Builder(ALIAS, KeyProperties.PURPOSE_ENCRYPT or KeyProperties.PURPOSE_DECRYPT)
        .setBlockModes(KeyProperties.BLOCK_MODE_GCM)
        .setEncryptionPaddings(KeyProperties.ENCRYPTION_PADDING_NONE)
        .setKeySize(256)
        .build()
    return KeyGenerator.getInstance(KeyProperties.KEY_ALGORITHM_AES, STORE).apply { init(spec) }.generateKey()
}
