package eus.ekin.client

import java.io.Closeable
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import org.junit.jupiter.api.Assertions.assertTrue

/** The programs of the workspace, as `cargo xtask test` built them. */
object Programs {
    val relay: Path get() = of("EKIN_SYNC_SERVER_BIN")
    val ekin: Path get() = of("EKIN_BIN")

    private fun of(variable: String): Path =
        Path.of(checkNotNull(System.getenv(variable)) { "$variable is not set: `cargo xtask test` sets it" })
}

private const val ROUNDS = 20

/** So many rounds as it takes until [done], of each phone in turn. */
suspend fun rounds(vararg phones: EkinClient, done: suspend () -> Boolean) {
    repeat(ROUNDS) {
        if (done()) return
        for (phone in phones) phone.sync()
    }
    assertTrue(done(), "not after $ROUNDS rounds")
}

/** A real relay as a process on a free port of the loopback, and a publisher's device beside it. */
class Relay(private val folder: Path) : Closeable {
    private val process: Process
    val url: String

    init {
        val log = Files.createDirectories(folder).resolve("relay.log").toFile()
        val data = folder.resolve("relay").toString()
        process = ProcessBuilder(Programs.relay.toString(), "serve", "--listen", "127.0.0.1:0", "--data", data, "--pack-after-ms", "200")
            .redirectError(log).start()
        val ready = process.inputStream.bufferedReader().readLine()
        check(ready != null && ready.startsWith(READY)) { "the relay did not start: $ready ${log.readText()}" }
        url = "http://" + ready.removePrefix(READY).substringBefore(' ')
        Thread { process.inputStream.copyTo(java.io.OutputStream.nullOutputStream()) }.apply { isDaemon = true }.start()
    }

    /** A run of the terminal program on the home of this name; what it printed. */
    fun ekin(home: String, vararg arguments: String): String {
        val command = listOf(Programs.ekin.toString(), "--home", folder.resolve(home).toString(), "--language", "fr", *arguments)
        val run = ProcessBuilder(command).redirectErrorStream(true).start()
        val printed = run.inputStream.bufferedReader().readText()
        check(run.waitFor(60, TimeUnit.SECONDS) && run.exitValue() == 0) { "ekin ${arguments.toList()}: $printed" }
        return printed
    }

    /** The link by which one joins the territory that this home made. */
    fun territoryLink(home: String): String = "ekin:" + ekin(home, "territory", "link").substringAfter("ekin:").lineSequence().first().trim()

    override fun close() {
        process.destroyForcibly().waitFor()
    }

    private companion object {
        const val READY = "ready listen="
    }
}
