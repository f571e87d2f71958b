package eus.ekin.client

import eus.ekin.core.Failure
import eus.ekin.core.KeyStoreFailure
import eus.ekin.core.Language
import eus.ekin.core.Say
import java.nio.file.Path
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

/** What goes wrong has a sentence that says what to do, in three languages that are not the same. */
class BadInputTest {
    @TempDir lateinit var folder: Path

    private fun open(name: String) = runBlocking { EkinClient.open(folder.resolve(name), null, Language.FR) }

    private fun said(failure: Failure): List<String> = Language.entries.map { Words(it).of(failure) }.also {
        assertEquals(3, it.toSet().size, "$it")
        assertTrue(it.all { words -> words.length > 20 }, "$it")
    }

    @Test
    fun `a link that is cut, mistyped, of the web or of something else is never followed`() = open("phone").use { client ->
        val territory = Relay(folder).use { relay ->
            relay.ekin("owner", "territory", "create", "Euskal Herria", "--relay", relay.url)
            relay.territoryLink("owner")
        }
        val wrong = listOf(
            territory.take(territory.length / 2), territory.dropLast(1) + if (territory.last() == 'A') 'B' else 'A',
            "https://example.org/museum", "ekin:", "", "  ", "ekin:" + "A".repeat(5_000),
        )
        for (link in wrong) {
            val failure = assertThrows<Failure> { runBlocking { client.join(link) } }
            assertTrue(failure is Failure.Link, "$link gives $failure")
            said(failure)
            assertThrows<Failure.Link> { runBlocking { client.acceptInvitation(link) } }
        }
        assertTrue(runBlocking { client.territories() }.isEmpty())
        assertThrows<Failure.Link> { runBlocking { client.acceptInvitation(territory) } }.let(::said)
        runBlocking { client.join(territory) }
        assertThrows<Failure.Refused> { runBlocking { client.join(territory) } }.let(::said)
        Unit
    }

    @Test
    fun `a relay that never answers ends a round soon, and nothing is lost`() = open("phone").use { client ->
        val silent = java.net.ServerSocket(0, 50, java.net.InetAddress.getLoopbackAddress())
        silent.use {
            val link = Relay(folder).use { relay ->
                relay.ekin("owner", "territory", "create", "Euskal Herria", "--relay", "http://127.0.0.1:${silent.localPort}")
                relay.territoryLink("owner")
            }
            runBlocking {
                client.join(link)
                val report = kotlinx.coroutines.withTimeout(120_000) { client.sync() }
                assertFalse(report.reached)
                assertEquals(1, client.territories().size)
            }
        }
    }

    @Test
    fun `failures of the place itself have their sentences`() {
        for (failure in listOf(Failure.Full(), Failure.NewerHome(), Failure.InUse(), Failure.KeyLost(), Failure.Keys(KeyStoreFailure.Locked()))) said(failure)
        for (text in listOf(Say.errorClock(), Say.errorLinkNewer(), Say.appCameraRefused(), Say.appVoiceMissing(), Say.appRelaySilent())) {
            assertEquals(3, Language.entries.map { Words(it)[text] }.toSet().size, text.key)
        }
    }
}
