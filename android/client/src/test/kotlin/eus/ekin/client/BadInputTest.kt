package eus.ekin.client

import eus.ekin.core.AdDraft
import eus.ekin.core.Ask
import eus.ekin.core.Failure
import eus.ekin.core.KeyStoreFailure
import eus.ekin.core.Language
import eus.ekin.core.LinkKind
import eus.ekin.core.ListingType
import eus.ekin.core.MemberRole
import eus.ekin.core.Say
import eus.ekin.core.SyncReport
import eus.ekin.core.Text
import java.io.RandomAccessFile
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlin.io.path.fileSize
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

/** What goes wrong, on the real core: each thing has its sentence in three languages that are not the same, and nothing is lost. */
class BadInputTest {
    @TempDir lateinit var folder: Path

    private fun open(name: String) = runBlocking { EkinClient.open(folder.resolve(name), null, Language.FR) }

    private val draft = AdDraft(ListingType.NEED, "Qui vient au match ?", "", "2030-12-05T14:00", "", false, "", "Stade", "Bayonne", 3u, "", "")

    private fun said(texts: List<Text>): List<String> = Language.entries.map { language -> texts.joinToString("\n") { Words(language)[it] } }.also {
        assertEquals(3, it.toSet().size, "$it")
        assertTrue(it.all { words -> words.length > 20 }, "$it")
    }

    private fun said(failure: Failure) = said(failure.sentences)

    private fun territory(home: String, name: String, relay: String = "http://127.0.0.1:9"): String = Relay(folder.resolve("of-$home")).use {
        it.ekin(home, "territory", "create", name, "--relay", relay)
        it.territoryLink(home)
    }

    @Test
    fun `a link that is cut, changed, newer, of the web or of something else says which, and is never followed`() = open("phone").use { client ->
        val territory = territory("owner", "Euskal Herria")
        val other = territory.toCharArray().also { it[40] = if (it[40] == 'A') 'B' else 'A' }.concatToString()
        val wrong = mapOf(
            territory.take(territory.length / 2) to Say.errorLinkCut(), territory.dropLast(1) to Say.errorLinkCut(), "ekin:" to Say.errorLinkCut(),
            other to Say.errorLinkChecksum(), "ekin:" + "A".repeat(5_000) to Say.errorLinkChecksum(),
            // Of a version that is still to come (`link.json`).
            "ekin:UIAASA3BPBWBDLLX" to Say.errorLinkNewer(),
            "https://example.org/museum" to Say.linkWeb(), "HTTP://EXAMPLE.ORG" to Say.linkWeb(),
            "" to Say.errorLinkNotEkin(), "  " to Say.errorLinkNotEkin(), "WIFI:S:Etxea;T:WPA;P:gure;;" to Say.errorLinkNotEkin(),
        )
        for ((link, says) in wrong) runBlocking {
            val calls = listOf<suspend () -> Unit>({ client.lookAtLink(link) }, { client.join(link) }, { client.acceptInvitation(link) })
            for (call in calls) {
                val failure = assertThrows<Failure.Link> { runBlocking { call() } }
                assertEquals(listOf(says), failure.sentences, link)
            }
            said(listOf(says))
        }
        assertThrows<Failure.Link> { runBlocking { client.acceptInvitation(territory) } }.let(::said)
        assertTrue(runBlocking { client.territories() }.isEmpty())
    }

    @Test
    fun `a link of another territory and an invitation say where they lead before anybody is in`() = runBlocking<Unit> {
        open("phone").use { client ->
            val (first, other) = territory("owner", "Euskal Herria") to territory("neighbour", "Bizkaia")
            val leads = client.lookAtLink(first)
            assertEquals(Triple(LinkKind.TERRITORY, "Euskal Herria", false), Triple(leads.kind, leads.name, leads.asks))
            client.join(first)
            val question = client.lookAtLink(other)
            assertTrue(question.asks, "another territory is asked about")
            for (name in listOf("Bizkaia", "Euskal Herria")) assertTrue(question.says.any { name in it }, "${question.says}")
            assertEquals(listOf("Euskal Herria"), client.territories().map { it.name })
            assertFalse(client.lookAtLink(first).asks, "it is here already")
            assertThrows<Failure.Refused> { runBlocking { client.join(first) } }.let(::said)
        }
        Relay(folder.resolve("house")).use { relay ->
            relay.ekin("ane", "space", "create", "house", "--name", "Etxe Alaia", "--relay", relay.url)
            val link = EkinClient.open(folder.resolve("house/ane"), null, Language.FR).use { ane -> ane.invite(ane.houses().single().space, MemberRole.EDUCATOR, 60).link }
            open("mikel").use { mikel ->
                val asked = mikel.lookAtLink(link)
                assertEquals(Triple(LinkKind.HOUSE, "Etxe Alaia", true), Triple(asked.kind, asked.name, asked.asks))
                assertTrue(asked.says.any { "équipe éducative" in it }, "${asked.says}")
                assertTrue(mikel.houses().isEmpty())
                mikel.acceptInvitation(link)
                assertEquals("Etxe Alaia", mikel.houses().single().name)
            }
        }
    }

    /** One round against a server that behaves like this, with a draft that was kept before. */
    private suspend fun round(manner: Manner): SyncReport = Hostile(manner).use { server ->
        val link = territory("owner-$manner", "Euskal Herria", server.url)
        open("phone-$manner").use { client ->
            client.join(link)
            val kept = client.keepDraft(null, draft)
            val report = withTimeout(180_000) { client.sync() }
            assertEquals(listOf(kept), client.mine().drafts.map { it.id })
            assertEquals(1, client.territories().size)
            assertTrue(client.search(Ask("", null, null, false, false, false, false)).cards.isEmpty())
            assertTrue(server.written < 64L shl 20, "$manner: ${server.written} bytes were taken")
            report
        }
    }

    @Test
    fun `a relay that does not answer, or answers for ever, ends a round, is said, and nothing is lost`() = runBlocking<Unit> {
        val manners = listOf(Manner.SILENT, Manner.DRIPS, Manner.ENDLESS)
        val reports = manners.map { async(Dispatchers.IO) { it to round(it) } }.awaitAll().toMap()
        for (manner in listOf(Manner.SILENT, Manner.DRIPS)) assertFalse(reports.getValue(manner).reached, "$manner")
        // Who answers is there, and what it answers is no relay's word: that is another sentence.
        val endless = reports.getValue(Manner.ENDLESS)
        assertTrue(!endless.reached || endless.troubles.isNotEmpty(), "$endless")
        for (text in endless.troubles) said(listOf(text))
        said(listOf(Say.appRelaySilent()))
        said(listOf(Say.appOffline()))
    }

    @Test
    fun `a clock that is ten years off is said, and one that is right is not`() = runBlocking<Unit> {
        val off = round(Manner.TEN_YEARS_ON)
        assertTrue(Say.errorClock() in off.troubles, "$off")
        said(listOf(Say.errorClock()))
        Relay(folder.resolve("right")).use { relay ->
            relay.ekin("owner", "territory", "create", "Euskal Herria", "--relay", relay.url)
            relay.ekin("owner", "sync")
            open("right").use { client ->
                client.join(relay.territoryLink("owner"))
                val report = client.sync()
                assertTrue(report.reached && report.troubles.isEmpty(), "$report")
            }
        }
    }

    @Test
    fun `a home of a newer Ekin is left alone, said, and opens again with it`() = runBlocking<Unit> {
        val id = open("phone").use { it.keepDraft(null, draft) }
        val file = folder.resolve("phone/ekin.db")
        // SQLite's `user_version`, big-endian at byte 60 of the file.
        fun version(set: Int?): Int = RandomAccessFile(file.toFile(), "rw").use { db ->
            db.seek(60)
            val known = db.readInt()
            if (set != null) {
                db.seek(60)
                db.writeInt(set)
            }
            known
        }
        val known = version(null)
        assertTrue(known > 0)
        version(known + 1)
        val before = Files.readAllBytes(file)
        said(assertThrows<Failure.NewerHome> { open("phone") })
        assertTrue(before.contentEquals(Files.readAllBytes(file)), "nothing in it was touched")
        version(known)
        open("phone").use { client -> assertEquals(listOf(id), client.mine().drafts.map { it.id }) }
    }

    @Test
    fun `where no space is left that is said in words, what was kept is kept, and goes on when there is some again`() = runBlocking<Unit> {
        open("full").use { it.keepDraft(null, draft) }
        val home = folder.resolve("full")
        // No file may grow beyond what the store has now, twice over in some shells: a disk that is full.
        val blocks = home.resolve("ekin.db").fileSize() / 512 + 64
        val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
        val classes = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
        val library = "-Djna.library.path=${System.getProperty("jna.library.path")}"
        val command = listOf("sh", "-c", "trap '' XFSZ; ulimit -f $blocks; exec \"$@\"", "sh", java, "-XX:-UsePerfData", library, "-cp", classes, "eus.ekin.client.FillerKt", "$home")
        val process = ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start()
        val lines = process.inputStream.bufferedReader().readLines()
        assertTrue(process.waitFor(60, TimeUnit.SECONDS))
        assertEquals(0, process.exitValue(), "$lines")
        val kept = lines.filter { it.length == 32 }
        val words = lines.filter { line -> Language.entries.any { line.startsWith("$it ") } }.map { it.substringAfter(' ') }
        assertEquals(Language.entries.map { Words(it)[Say.errorDiskFull()] }, words, "$lines")
        assertTrue(kept.isNotEmpty() && lines.last().startsWith("drafts "), "$lines")
        open("full").use { client ->
            // The list shows the last hundred; each of those that were said to be kept opens.
            for (id in kept) assertTrue(client.draft(id).title.startsWith("Numéro"), id)
            val more = client.keepDraft(null, draft)
            assertEquals(draft.title, client.draft(more).title)
        }
    }

    @Test
    fun `what a device lacks and what the place itself refuses have their sentences`() {
        for (failure in listOf(Failure.Full(), Failure.NewerHome(), Failure.InUse(), Failure.KeyLost(), Failure.Keys(KeyStoreFailure.Locked()))) said(failure)
        for (text in listOf(Say.cameraNone(), Say.cameraNoCode(), Say.appVoiceMissing(), Say.appVoiceNone(), Say.voiceNoBasque())) said(listOf(text))
    }
}
