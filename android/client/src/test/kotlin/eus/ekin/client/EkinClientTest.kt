package eus.ekin.client

import eus.ekin.core.AdDraft
import eus.ekin.core.Ask
import eus.ekin.core.CountedAt
import eus.ekin.core.FactKind
import eus.ekin.core.Failure
import eus.ekin.core.Language
import eus.ekin.core.ListingType
import eus.ekin.core.Mark
import eus.ekin.core.NeedKind
import eus.ekin.core.Seen
import eus.ekin.core.Topic
import eus.ekin.core.Transport
import java.nio.file.Path
import java.util.concurrent.atomic.AtomicInteger
import kotlin.concurrent.thread
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

class EkinClientTest {
    @TempDir lateinit var folder: Path

    private val everything = Ask("", null, null, false, false, false, false)

    private fun open(name: String, language: Language = Language.FR) =
        runBlocking { EkinClient.open(folder.resolve(name), null, language) }

    private fun draft(title: String) =
        AdDraft(ListingType.NEED, title, "", "2026-12-05T14:00", "", false, "", "Stade", "Bayonne", 3u, "", "")

    @Test
    fun `a citizen finds, writes with no network, and is honestly told where it stands`() = runBlocking<Unit> {
        Relay(folder).use { relay ->
            relay.ekin("owner", "territory", "create", "Euskal Herria", "--relay", relay.url)
            relay.ekin("owner", "sync")
            relay.ekin("owner", "import", "--sample")
            relay.ekin("owner", "sync")
            val link = relay.territoryLink("owner")

            open("citizen").use { client ->
                assertEquals("Euskal Herria", client.join(link).name)
                assertTrue(client.discover(everything).sections.isEmpty())
                val report = client.sync()
                assertTrue(report.reached && report.changed > 10u, "$report")

                val page = client.discover(everything)
                assertTrue(page.freshness.joined && !page.freshness.stale)
                assertNotNull(page.freshness.asOf)
                val first = client.search(everything, limit = 5)
                val second = client.search(everything, first.next, 5)
                assertEquals(5, first.cards.size)
                assertTrue(first.cards.none { card -> second.cards.any { it.id == card.id } })
                val listing = client.listing(first.cards.first().id)
                assertEquals(first.cards.first().title, listing.title)
                // What is handed on to a friend: what it is, when and where, and how one gets there.
                val told = listing.told.lines()
                assertEquals(listing.title.text, told.first())
                assertTrue(told.last().endsWith(client.territories().single().link), "$told")
                assertTrue(listing.facts.filter { it.kind == FactKind.WHEN || it.kind == FactKind.PLACE }.all { it.words in told }, "$told")
                client.save(listing.id, true)
                assertEquals(listOf(listing.id), client.mine().kept.map { it.id })

                val id = client.keepDraft(null, draft("Qui vient au match ?"))
                assertEquals("Qui vient au match ?", client.mine().drafts.single().draft.title)
                client.submitDraft(id)
                assertEquals(Transport.Local, client.mine().ads.single().transport)
                client.sync()
                assertEquals(Transport.Received, client.mine().ads.single().transport)
            }
            relay.close()
            open("citizen").use { client ->
                val report = withTimeout(60_000) { client.sync() }
                assertFalse(report.reached)
                assertTrue(client.search(everything).cards.isNotEmpty())
            }
        }
    }

    @Test
    fun `heads are counted, taken back and told to whoever listens`() = runBlocking<Unit> {
        Relay(folder).use { relay ->
            relay.ekin("ane", "space", "create", "outing", "--name", "Musée", "--relay", relay.url)
            val space = checkNotNull(Regex("[0-9a-f]{64}").find(relay.ekin("ane", "--json", "space", "list"))).value
            val people = listOf("Amaia", "Bixente")
            for ((n, name) in people.withIndex()) {
                val person = "$n$n".repeat(16)
                relay.ekin("ane", "doc", "new", "profile", "--space", space, "--field", "person=$person", "--field", "name=$name")
            }
            val roster = people.indices.flatMap { listOf("--field", "roster.${"$it$it".repeat(16)}=-") }.toTypedArray()
            val start = java.time.LocalDate.now().plusDays(1).toString()
            relay.ekin(
                "ane", "doc", "new", "outing", "--space", space, "--field", "title=Le musée", "--field", "start=${start}T14:00",
                "--field", "legs.a.what=departure", *roster,
            )
            open("ane").use { client ->
                val outing = client.outings().single()
                assertEquals(listOf("Au départ"), outing.legs.map { it.words })
                val heads = client.heads(outing.space, outing.plan, null)
                assertEquals(people, heads.rows.map { it.name })
                val listening = CompletableDeferred<Unit>()
                val heard = async(Dispatchers.IO) {
                    client.changes().onEach { listening.complete(Unit) }.first { it != Topic.entries.toSet() && Topic.FACTS in it }
                }
                listening.await()
                val at = CountedAt(outing.space, outing.plan, heads.leg)
                val counted = client.check(at, heads.rows.first().person, Seen.HERE)
                assertEquals(listOf(Mark.HERE, Mark.TO_SEE), counted.rows.map { it.mark })
                assertEquals(listOf("Bixente"), counted.missing)
                withTimeout(60_000) { heard.await() }
                assertEquals(0u, client.check(at, heads.rows.first().person, null).present)
                assertEquals(2u, client.countUnnamed(at, 2).unnamed)
            }
        }
    }

    @Test
    fun `a burst of changes is told a few times, and the last of it too`() = runBlocking<Unit> {
        open("phone").use { client ->
            val (first, last) = NeedKind.entries.map { listOf(it) }
            val (began, listening, heard) = Triple(System.nanoTime(), CompletableDeferred<Unit>(), AtomicInteger())
            val hearing = async(Dispatchers.IO) {
                client.changes().onEach { listening.complete(Unit) }.first { heard.incrementAndGet() > 0 && client.needs() == last }
            }
            listening.await()
            repeat(300) { client.setNeeds(if (it % 2 == 0) first else emptyList()) }
            client.setNeeds(last)
            withTimeout(60_000) { hearing.await() }
            val most = 2 + (System.nanoTime() - began) / EkinClient.REST.inWholeNanoseconds
            assertTrue(heard.get() <= most, "${heard.get()} times, not $most")
        }
    }

    @Test
    fun `who begins to listen after the client was closed hears nothing, and is not thrown at`() = runBlocking<Unit> {
        val client = open("phone").also { it.close() }
        assertEquals(emptyList<Set<Topic>>(), client.changes().toList())
    }

    @Test
    fun `a failure has its variant and data, and its words in three languages`() = runBlocking<Unit> {
        open("phone").use { client ->
            val failure = assertThrows<Failure.Link> { runBlocking { client.join("https://example.org/") } }
            assertEquals("link-web", failure.code)
            val said = Language.entries.map { Words(it).of(failure) }
            assertEquals(3, said.toSet().size)
            val fields = assertThrows<Failure.Fields> { runBlocking { client.keepDraft(null, draft("x").copy(start = "demain")) } }
            assertEquals("timings.a.start", fields.fields.single().path)
            val used = assertThrows<Failure.InUse> { open("phone") }
            assertTrue(Words(Language.FR).of(used).isNotBlank())
        }
    }

    @Test
    fun `a handle is closed twice and from another thread, and the home is free again`() = runBlocking<Unit> {
        val client = open("phone", Language.EU)
        client.chooseLanguage(Language.ES)
        thread { client.close() }.join()
        client.close()
        assertThrows<Failure.Closed> { runBlocking { client.mine() } }
        open("phone", Language.EU).use { assertEquals(Language.ES, it.language()) }
    }
}
