package eus.ekin.ui.simple

import eus.ekin.client.EkinClient
import eus.ekin.core.Language
import eus.ekin.core.Say
import eus.ekin.core.SimpleResident
import eus.ekin.core.SimpleTile
import eus.ekin.core.SimpleWhen
import eus.ekin.ui.words
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.channels.Channel
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertFalse
import org.junit.jupiter.api.Assertions.assertNotNull
import org.junit.jupiter.api.Assertions.assertNull
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** The presenter alone: no screen, no core, no clock. Everything happens at once, on the thread of the test. */
class SimplePresenterTest {
    private val french = words(Language.FR)
    private val samples = SimpleSamples(french)
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Unconfined)
    private val speaker = FakeSpeaker()
    private val ticks = Channel<Unit>()
    private var helped = 0

    private val josephsDay = samples.day.copy(name = "Joseph", outings = listOf(samples.beach.copy(mine = false, wants = false, answer = emptyList())), photos = 0u)
    private val core = FakeCore(samples.tablet, mapOf("m" to samples.day, "j" to josephsDay, "c" to samples.day.copy(name = "Colette")), samples.photos)

    private fun presenter() = SimplePresenter(
        EkinClient(core, Dispatchers.Unconfined), { french }, speaker, scope, { ticks.receive() },
    ) { helped++ }

    private val SimplePresenter.page get() = state.value.page(french)
    private fun SimplePresenter.touch(id: String) = on(SimpleEvent.Touch(id))
    private fun SimplePresenter.touches(vararg ids: String) = ids.forEach { touch(it) }

    private fun residents(vararg all: SimpleResident) {
        core.tablet = core.tablet.copy(residents = all.toList())
    }

    /** So many parts of a step pass. */
    private fun tick(parts: Int) = repeat(parts) { assertTrue(ticks.trySend(Unit).isSuccess) }

    @AfterEach
    fun end() = scope.cancel()

    @Test
    fun `a resident finds an outing, says that they want to go, and reads what came of it`() {
        val presenter = presenter()
        presenter.touches("who-m", "tile-outings", "outing-museum", "go")
        assertEquals(listOf("m YES museum"), core.told)
        assertEquals(listOf("C’est noté."), presenter.page.lines.map { it.text })
        assertNotNull(presenter.page.spot("no-more"))
        presenter.touch("no-more")
        assertEquals("m NO_MORE museum", core.told.last())
        presenter.touches("back", "back")
        assertEquals(SimplePlace.Home, presenter.state.value.place)
    }

    @Test
    fun `what one resident has the next one never sees`() {
        val presenter = presenter()
        presenter.touches("who-m", "tile-photos")
        assertEquals("p1", presenter.state.value.picture?.decodeToString())
        presenter.touches("back", "change")
        with(presenter.state.value) {
            assertNull(resident)
            assertNull(day)
            assertNull(picture)
            assertTrue(photos.isEmpty())
        }
        presenter.touch("who-j")
        assertEquals(french[Say.simpleHello("Joseph")], presenter.page.title)
        assertNull(presenter.page.spot("tile-photos"), "he is on no photo")
        assertNull(presenter.page.spot("tile-mine"))
    }

    @Test
    fun `another picture than the secret one opens nothing, and scolds nobody`() {
        val presenter = presenter()
        presenter.touch("who-c")
        val before = presenter.page
        presenter.touch("secret-sun")
        assertEquals(before, presenter.page)
        presenter.touch("secret-fish")
        assertEquals(french[Say.simpleHello("Colette")], presenter.page.title)
    }

    @Test
    fun `a first touch reads and a second one does it, where that is chosen`() {
        residents(samples.maialen.copy(readsFirst = true), samples.joseph)
        val presenter = presenter()
        presenter.touch("who-m")
        assertEquals(listOf("Maialen"), speaker.said)
        assertNull(presenter.state.value.resident)
        presenter.touch("who-m")
        assertEquals("Maialen", presenter.state.value.resident?.name)
        presenter.touches("tile-outings", "tile-mine")
        assertEquals(SimplePlace.Home, presenter.state.value.place, "another one is read first too")
        presenter.touch("listen")
        assertTrue(speaker.said.size > 4, "what reads anyway reads at once: ${speaker.said}")
    }

    @Test
    fun `a page is read with each sentence marked, and a touch ends it`() {
        val presenter = presenter()
        presenter.touches("who-m", "tile-outings", "outing-museum", "listen")
        assertEquals(samples.museum.sentences.first(), presenter.state.value.marked)
        speaker.saying.value = 1
        assertEquals(samples.museum.sentences[1], presenter.state.value.marked)
        presenter.touch("listen")
        assertNull(presenter.state.value.marked)
        presenter.touches("back", "back", "tile-listen")
        assertEquals(samples.day.sentences.map { it.text }, speaker.said.takeLast(2))
    }

    @Test
    fun `how one is goes before an outing that is to come and after one that has begun`() {
        residents(samples.maialen)
        core.days = mapOf("m" to samples.day.copy(outings = listOf(samples.match, samples.museum.copy(mine = true))))
        val presenter = presenter()
        presenter.touches("tile-feel", "outing-match", "bad", "back", "outing-museum", "good")
        assertEquals(listOf("m BAD after match", "m GOOD before museum"), core.told)
        assertEquals(french[Say.feelNoted()], presenter.page.lines.last().text)
    }

    @Test
    fun `a photo goes after a question, and its place is not empty without a way on`() {
        val presenter = presenter()
        presenter.touches("who-m", "tile-photos", "no-more", "keep", "no-more", "remove")
        assertEquals(listOf("removed p1"), core.told)
        assertEquals("p2", presenter.state.value.picture?.decodeToString())
        presenter.touches("no-more", "remove")
        assertEquals(french[Say.simplePhotoGone()], presenter.page.title)
        presenter.touch("back")
        assertEquals(SimplePlace.Home, presenter.state.value.place)
        assertNull(presenter.page.spot("tile-photos"))
    }

    @Test
    fun `what the core refuses leaves the page as it was`() {
        val presenter = presenter()
        presenter.touches("who-m", "tile-outings", "outing-museum")
        val before = presenter.page
        core.refuses = true
        presenter.touch("go")
        assertEquals(before, presenter.page)
    }

    @Test
    fun `the code opens the carer's part, wrong ones are counted and then wait`() {
        val presenter = presenter()
        presenter.on(SimpleEvent.Help)
        fun type(code: String) = code.forEach { presenter.touch("figure-$it") }
        type("12098")
        assertEquals(0, core.wrong)
        presenter.touch("erase")
        type("70")
        assertEquals(french[Say.simplePinWrong(3u)], presenter.page.lines.last().text)
        repeat(3) { type("120980") }
        assertEquals(french[Say.simplePinWait(30u)], presenter.page.lines.last().text)
        assertEquals(0, helped)
        type("120987")
        assertEquals(1, helped)
        assertEquals(SimplePlace.Who, presenter.state.value.place)
    }

    @Test
    fun `somebody whom a carer took off the tablet is not in sight any more`() {
        residents(samples.maialen.copy(stepMs = null), samples.joseph)
        val presenter = presenter()
        presenter.touch("who-m")
        residents(samples.joseph)
        val again = presenter()
        assertEquals("Joseph", again.state.value.resident?.name, "one resident: no question who it is")
        assertEquals("Maialen", presenter.state.value.resident?.name)
    }

    @Test
    fun `every place can be left again, to the first page`() {
        for ((name, state) in samples.states) {
            val spots = state.page(french).spots
            val first = state.way.size == 1 || state.place == SimplePlace.Home
            val ends = spots.any { it.act == Act.Back || it.act == Act.Change || it.id == "outings" }
            assertTrue(first || ends, "$name has no way on")
            assertTrue(spots.isNotEmpty(), name)
            assertEquals(spots.size, spots.map { it.id }.toSet().size, "$name names two things alike")
        }
        assertFalse(samples.states.values.any { state -> state.page(french).spots.any { it.words.isBlank() } })
    }

    @Test
    fun `one switch reaches every thing of every page, and does the same as a touch`() {
        residents(samples.maialen.copy(stepMs = 1_000u))
        core.days = mapOf("m" to samples.day.copy(outings = samples.day.outings + samples.museum.copy(id = "today", mine = true)))
        val presenter = presenter()
        val seen = mutableSetOf<String>()
        val todo = ArrayDeque<List<String>>()
        todo += emptyList<String>()
        while (todo.isNotEmpty()) {
            val path = todo.removeFirst()
            restart(presenter)
            path.forEach { press(presenter, it) }
            val key = presenter.state.value.way.toString()
            if (!seen.add(key) || path.size > 3) continue
            for (spot in presenter.page.spots) {
                assertEquals(spot, offered(presenter, spot.id), "$key: ${spot.id} is not offered")
                if (spot.act is Act.Go) todo += path + spot.id
            }
        }
        assertTrue(seen.size > 8, "$seen")
        assertTrue(speaker.steps > 0, "a step sounds")
    }

    /** To the first page, as a person with one switch can: by the ways back. */
    private fun restart(presenter: SimplePresenter) {
        repeat(6) {
            if (presenter.state.value.place != SimplePlace.Home) press(presenter, presenter.page.spots.first { it.act == Act.Back }.id)
        }
        assertEquals(SimplePlace.Home, presenter.state.value.place)
    }

    private fun offered(presenter: SimplePresenter, id: String): Spot? {
        repeat(presenter.page.spots.size * 2 + 1) {
            val at = presenter.state.value.scan?.at?.let(presenter.page.spots::get)
            if (at?.id == id) return at
            if (at == null) presenter.on(SimpleEvent.Switch) else tick(Scan.PARTS)
        }
        return null
    }

    private fun press(presenter: SimplePresenter, id: String) {
        assertNotNull(offered(presenter, id), id)
        presenter.on(SimpleEvent.Switch)
    }

    @Test
    fun `scanning waits while a voice speaks, and rests after three rounds until it is pressed`() {
        residents(samples.joseph.copy(stepMs = 500u))
        core.days = mapOf("j" to samples.day.copy(outings = listOf(samples.museum)))
        val presenter = presenter()
        assertEquals(0, presenter.state.value.scan?.at)
        presenter.touch("listen")
        tick(Scan.PARTS * 4)
        assertEquals(0, presenter.state.value.scan?.at)
        speaker.stop()
        tick(Scan.PARTS)
        assertEquals(1, presenter.state.value.scan?.at)
        tick(Scan.PARTS * presenter.page.spots.size * Scan.ROUNDS)
        assertNull(presenter.state.value.scan?.at)
        presenter.on(SimpleEvent.Switch)
        assertEquals(0, presenter.state.value.scan?.at)
        assertEquals(SimplePlace.Home, presenter.state.value.place, "the press that wakes it does nothing else")
    }

    @Test
    fun `tiles that have nothing are absent, and never all of them`() {
        residents(samples.maialen)
        core.days = mapOf("m" to samples.day.copy(outings = emptyList(), photos = 0u))
        assertEquals(listOf("tile-listen"), presenter().page.spots.filter { it.look == Look.TILE }.map { it.id })
        residents(samples.joseph)
        core.days = mapOf("j" to samples.day.copy(outings = listOf(samples.match.copy(mine = false, `when` = SimpleWhen.BEGUN)), photos = 0u))
        val tiles = presenter().page.spots.filter { it.look == Look.TILE }
        assertEquals(samples.joseph.tiles.take(2).map { "tile-${it.name.lowercase()}" }, tiles.map { it.id })
        assertEquals(listOf(SimpleTile.OUTINGS, SimpleTile.PHOTOS), samples.joseph.tiles)
    }
}
