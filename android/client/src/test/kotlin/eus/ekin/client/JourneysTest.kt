package eus.ekin.client

import eus.ekin.core.AdDraft
import eus.ekin.core.AnswerDraft
import eus.ekin.core.AnswerKind
import eus.ekin.core.Ask
import eus.ekin.core.CannedReply
import eus.ekin.core.CountedAt
import eus.ekin.core.Failure
import eus.ekin.core.Language
import eus.ekin.core.ListingType
import eus.ekin.core.Mark
import eus.ekin.core.MemberRole
import eus.ekin.core.NoteText
import eus.ekin.core.Seen
import eus.ekin.core.Transport
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

/** What several people do with several phones, on the real core and a real relay. */
class JourneysTest {
    @TempDir lateinit var folder: Path

    private fun open(name: String) = runBlocking { EkinClient.open(folder.resolve(name), null, Language.FR) }

    private fun Relay.space(home: String, name: String): String {
        ekin(home, "space", "create", "house", "--name", name, "--relay", url)
        return checkNotNull(spaces(home, "home")) { "no home in ${ekin(home, "--json", "space", "list")}" }
    }

    /** The space of this sort: each line of the list begins with its id and names its sort before the next begins. */
    private fun Relay.spaces(home: String, sort: String): String? {
        val listed = ekin(home, "--json", "space", "list").replace(" ", "").split("\"space\":").drop(1)
        return listed.firstOrNull { "\"sort\":\"$sort\"" in it }?.let { Regex("[0-9a-f]{64}").find(it)?.value }
    }

    @Test
    fun `a lost phone is removed, and what it writes is heard no more`() = runBlocking<Unit> {
        Relay(folder).use { relay ->
            val home = relay.space("ane", "Etxe Alaia")
            open("ane").use { ane ->
                ane.sync()
                val invitation = ane.invite(home, MemberRole.EDUCATOR, 60)
                assertEquals(invitation.side.toInt() * invitation.side.toInt(), invitation.squares.size)
                ane.sync()
                open("mikel").use { mikel ->
                    // Face to face, with no network.
                    assertEquals("Etxe Alaia", mikel.acceptInvitation(invitation.link).name)
                    rounds(mikel, ane) { ane.members(home).arrivals.isNotEmpty() }
                    val arrived = ane.members(home).arrivals.single()
                    ane.approve(home, arrived.number)
                    rounds(ane, mikel) { mikel.houses().any { it.space == home && it.role == "équipe éducative" } }
                    mikel.keepNote(home, null, NoteText("Clés du minibus", "Au bureau."))
                    rounds(mikel, ane) { ane.notes(home).map { it.title } == listOf("Clés du minibus") }

                    ane.removeMember(home, arrived.number)
                    assertTrue(ane.members(home).waiting.isNotEmpty(), "in force only when the relay has it")
                    rounds(ane) { ane.members(home).run { waiting.isEmpty() && members.none { it.number == arrived.number } } }
                    ane.keepNote(home, null, NoteText("Après le départ", "Ceci reste entre nous."))
                    rounds(ane, mikel) { mikel.houses().none { it.space == home && it.role == "équipe éducative" } }
                    assertEquals(listOf("Clés du minibus"), mikel.notes(home).map { it.title })
                    assertThrows<Failure.Refused> { runBlocking { mikel.keepNote(home, null, NoteText("Encore moi", "")) } }
                    assertFalse(ane.notes(home).any { it.title == "Encore moi" })
                }
            }
        }
    }

    @Test
    fun `two phones count the museum outing with no network, disagree, look together, and come home with everybody`() = runBlocking<Unit> {
        Relay(folder).use { relay ->
            relay.ekin("ane", "space", "create", "outing", "--name", "Musée", "--relay", relay.url)
            val space = checkNotNull(Regex("[0-9a-f]{64}").find(relay.ekin("ane", "--json", "space", "list"))).value
            val people = listOf("Amaia", "Bixente", "Joseph")
            for ((n, name) in people.withIndex()) {
                relay.ekin("ane", "doc", "new", "profile", "--space", space, "--field", "person=${"$n$n".repeat(16)}", "--field", "name=$name")
            }
            val roster = people.indices.flatMap { listOf("--field", "roster.${"$it$it".repeat(16)}=-") }.toTypedArray()
            val start = java.time.LocalDate.now().plusDays(1)
            relay.ekin(
                "ane", "doc", "new", "outing", "--space", space, "--field", "title=Le musée", "--field", "start=${start}T14:00",
                "--field", "seats=3", "--field", "legs.a.what=return", "--field", "packing.a.name=Veste", *roster,
            )
            open("ane").use { ane ->
                open("mikel").use { mikel ->
                    ane.sync()
                    val invitation = ane.invite(space, MemberRole.EDUCATOR, 60)
                    ane.sync()
                    mikel.acceptInvitation(invitation.link)
                    rounds(mikel, ane) { ane.members(space).arrivals.isNotEmpty() }
                    ane.approve(space, ane.members(space).arrivals.single().number)
                    rounds(ane, mikel) { mikel.outings().isNotEmpty() && mikel.houses().isEmpty() }
                    val outing = ane.outings().single()
                    val plan = ane.outing(outing.space, outing.plan)
                    assertEquals(people, plan.people.map { it.name })
                    assertEquals(listOf("Veste"), plan.packing.map { it.words })
                    assertTrue(ane.pack(outing.space, outing.plan, plan.packing.single().row, true).packing.single().packed)
                    rounds(ane, mikel) { mikel.outing(outing.space, outing.plan).packing.all { it.packed } }

                    // In the bus there is no network: each counts alone.
                    val at = CountedAt(outing.space, outing.plan, ane.heads(outing.space, outing.plan, null).leg)
                    val ids = ane.heads(outing.space, outing.plan, null).rows.associate { it.name to it.person }
                    for (name in people) ane.check(at, ids.getValue(name), Seen.HERE)
                    mikel.check(at, ids.getValue("Joseph"), Seen.NOT_HERE)
                    assertTrue(ane.heads(outing.space, outing.plan, at.leg).everybody)

                    // Back where there is one, both hear of it.
                    rounds(ane, mikel) { listOf(ane, mikel).all { it.heads(outing.space, outing.plan, at.leg).disputes.size == 1 } }
                    for (phone in listOf(ane, mikel)) {
                        val heads = phone.heads(outing.space, outing.plan, at.leg)
                        assertFalse(heads.everybody)
                        assertEquals(listOf("Joseph"), heads.missing)
                        assertEquals(Mark.DISPUTED, heads.rows.single { it.name == "Joseph" }.mark)
                    }
                    mikel.check(at, ids.getValue("Joseph"), Seen.HERE)
                    rounds(mikel, ane) { listOf(ane, mikel).all { it.heads(outing.space, outing.plan, at.leg).everybody } }
                }
            }
        }
    }

    @Test
    fun `a citizen's ad is read again, published, answered, and the answer replied to`() = runBlocking<Unit> {
        Relay(folder).use { relay ->
            relay.ekin("team", "territory", "create", "Euskal Herria", "--relay", relay.url)
            relay.ekin("team", "sync")
            val link = relay.territoryLink("team")
            open("citizen").use { citizen ->
                open("team").use { team ->
                    citizen.join(link)
                    citizen.sync()
                    val day = java.time.LocalDate.now().plusDays(3)
                    val draft = AdDraft(ListingType.NEED, "Qui vient au match ?", "Peio est épileptique.", "${day}T14:00", "", false, "", "Stade", "Bayonne", 3u, "0559000000", "")
                    val id = citizen.keepDraft(null, draft)
                    val asked = assertThrows<Failure.Refused> { runBlocking { citizen.submitDraft(id) } }
                    assertEquals("names-care", asked.code)
                    assertEquals(1, citizen.mine().drafts.size)
                    citizen.keepDraft(id, draft.copy(body = "On y va ensemble."))
                    citizen.submitDraft(id)
                    rounds(citizen, team) { team.toRead().any { it.waits } }
                    val ad = team.toRead().single()
                    assertEquals("Qui vient au match ?" to true, ad.title!!.text to ad.ad)
                    assertNull(ad.care)
                    team.publish(ad.space, ad.id)
                    rounds(team, citizen) { citizen.mine().ads.single().listing != null }
                    val everything = Ask("", null, null, false, false, false, false)
                    rounds(citizen, team) { citizen.search(everything).cards.any { it.title.text == "Qui vient au match ?" } }
                    assertEquals(0uL, team.todo().toRead)
                }
            }
        }
    }

    @Test
    fun `an answer goes to the house's inbox, and its reply comes back`() = runBlocking<Unit> {
        Relay(folder).use { relay ->
            relay.space("ane", "Etxe Alaia")
            // The inbox is of the second round: the house has to be there first.
            repeat(3) { relay.ekin("ane", "sync") }
            relay.ekin("ane", "territory", "create", "Euskal Herria", "--relay", relay.url)
            relay.ekin("ane", "sync")
            val staff = checkNotNull(relay.spaces("ane", "staff"))
            val day = java.time.LocalDate.now().plusDays(2)
            val made = relay.ekin("ane", "--json", "ad", "new", "activity", "--space", staff, "title.fr=Le musée", "timings.a.start=${day}T14:00")
            val ad = checkNotNull(Regex("\"(?:id|object|draft)\": *\"([0-9a-f]{32})").find(made)) { made }.groupValues[1]
            relay.ekin("ane", "ad", "publish", ad)
            relay.ekin("ane", "sync")
            val link = relay.ekin("ane", "territory", "link").lines().first { "ekin:" in it }.let { "ekin:" + it.substringAfter("ekin:").trim() }
            open("nora").use { nora ->
                open("ane").use { ane ->
                    nora.join(link)
                    val everything = Ask("", null, null, false, false, false, false)
                    rounds(nora, ane) { nora.search(everything).cards.isNotEmpty() }
                    val listing = nora.search(everything).cards.single().id
                    assertThrows<Failure.Refused> { runBlocking { nora.answer(listing, AnswerDraft(AnswerKind.YES, "", "", 1u, 0u)) } }
                    nora.answer(listing, AnswerDraft(AnswerKind.YES, "On sera deux.", "Nora", 2u, 0u))
                    assertEquals(Transport.Local, nora.answers().single().transport)
                    rounds(nora, ane) { ane.answersIn(staff).any { it.waits } }
                    val came = ane.answersIn(staff).single()
                    assertEquals("On sera deux." to AnswerKind.YES, came.words to came.kind)
                    ane.reply(staff, came.id, CannedReply.WELCOME)
                    rounds(ane, nora) { nora.answers().single().replies.isNotEmpty() }
                    assertNotNull(nora.answers().single().replies.single().says)
                }
            }
        }
    }

    @Test
    fun `a process that is killed in the middle of a command has kept all that it said was kept`() = runBlocking<Unit> {
        val home = folder.resolve("killed")
        repeat(3) {
            val classes = System.getProperty("surefire.test.class.path") ?: System.getProperty("java.class.path")
            val java = Path.of(System.getProperty("java.home"), "bin", "java").toString()
            val library = "-Djna.library.path=${System.getProperty("jna.library.path")}"
            val process = ProcessBuilder(java, library, "-cp", classes, "eus.ekin.client.WriterKt", home.toString()).redirectError(ProcessBuilder.Redirect.INHERIT).start()
            val kept = mutableListOf<String>()
            val lines = process.inputStream.bufferedReader()
            while (kept.size < 5) kept += checkNotNull(lines.readLine()) { "the writer ended by itself" }
            // Whatever it is doing now.
            process.destroyForcibly()
            assertTrue(process.waitFor(60, TimeUnit.SECONDS))
            // What it had said and nobody had read yet may be gone with it.
            runCatching { kept += lines.readLines().filter { it.length == 32 } }
            open("killed").use { client ->
                val drafts = client.mine().drafts.associate { it.id to it.draft }
                for (id in kept) assertEquals("Un match" to "Stade", drafts[id]?.let { it.title to it.place }, id)
                assertTrue(drafts.values.all { it.title == "Un match" && it.place == "Stade" }, "a half of a command")
            }
        }
    }
}
