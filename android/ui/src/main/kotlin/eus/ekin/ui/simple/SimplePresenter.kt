package eus.ekin.ui.simple

import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.client.feel
import eus.ekin.client.removeSimplePhoto
import eus.ekin.client.simpleDay
import eus.ekin.client.simplePhoto
import eus.ekin.client.simplePhotos
import eus.ekin.client.simpleTablet
import eus.ekin.client.tryPin
import eus.ekin.client.wish
import eus.ekin.core.Failure
import eus.ekin.core.PinAnswer
import eus.ekin.core.Say
import eus.ekin.core.SimpleFeeling
import eus.ekin.core.SimpleResident
import eus.ekin.core.SimpleWhen
import eus.ekin.core.SpokenSentence
import eus.ekin.core.Text
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.launch

/**
 * Simple mode: a resident goes from page to page, by touch or by one switch, and hears what there is. Nothing here can fail in
 * their eyes: what the core refuses leaves the page as it was. [onHelp] is called when a carer's code was right, [onForgotten] where nobody
 * knows it any more. [pause] waits for so many ms.
 */
class SimplePresenter(
    private val client: EkinClient,
    private val words: () -> Words,
    private val speaker: Speaker,
    scope: CoroutineScope,
    private val pause: suspend (Long) -> Unit = { delay(it) },
    private val onForgotten: () -> Unit = {},
    private val onHelp: () -> Unit,
) : Presenter<SimpleState, SimpleEvent>(SimpleState(), scope) {
    init {
        whenChanged(client, SHOWN) { read() }
        scope.launch { speaker.saying.collect { set { copy(mark = it, said = if (it == null) emptyList() else said) } } }
        scope.launch {
            // Another page, or the same with more on it: from the beginning.
            state.map { Triple(it.stepMs, it.place, it.page(words()).spots.size) }.distinctUntilChanged().collect { (step, _, count) ->
                set { copy(scan = if (step == null) null else Scan(count)) }
            }
        }
        scope.launch { scan() }
    }

    private val page get() = now.page(words())

    override fun on(event: SimpleEvent) {
        when (event) {
            is SimpleEvent.Touch -> page.spot(event.id)?.let(::touch)
            is SimpleEvent.Switch -> press()
            is SimpleEvent.Back -> back()
            is SimpleEvent.Help -> {
                speaker.stop()
                if (now.place !is SimplePlace.Pin) go(SimplePlace.Pin())
            }
        }
    }

    /** A first touch reads what it would do; where that is not wanted, and for what reads anyway, it does it. */
    private fun touch(spot: Spot) {
        val reads = now.readsFirst && now.read != spot.id && spot.act != Act.Listen && spot.look != Look.FIGURE
        if (!reads) return act(spot)
        set { copy(read = spot.id) }
        say(listOf(spot.spoken))
    }

    private fun press() {
        val scan = now.scan ?: return
        val spot = scan.at?.let(page.spots::getOrNull)
        set { copy(scan = scan.again()) }
        if (spot != null) act(spot)
    }

    private fun act(spot: Spot) {
        set { copy(read = null) }
        if (spot.act != Act.Listen) speaker.stop()
        when (val act = spot.act) {
            is Act.Come -> if (act.resident.secret == null) come(act.resident) else go(SimplePlace.Secret(act.resident))
            is Act.Picture -> {
                val resident = (now.place as? SimplePlace.Secret)?.resident
                if (resident?.secret == act.name) come(resident)
            }
            is Act.Go -> go(act.place)
            is Act.Turn -> turn(act.place)
            is Act.Wish -> does { resident -> set(client.wish(resident, act.outing, act.says)) }
            is Act.Feel -> does { resident -> feel(resident, act) }
            is Act.Remove -> does { resident ->
                client.removeSimplePhoto(act.photo)
                set { copy(way = way.dropLast(1)) }
                photos(resident)
            }
            is Act.Figure -> figure(act.figure)
            is Act.Erase -> turn(SimplePlace.Pin((now.place as? SimplePlace.Pin)?.typed.orEmpty().dropLast(1)))
            is Act.Forgotten -> onForgotten()
            is Act.Listen -> listen(spot)
            is Act.Change -> leave()
            is Act.Back -> back()
        }
    }

    private fun come(resident: SimpleResident) {
        set { copy(resident = resident, day = null, photos = emptyList(), picture = null, way = listOf(SimplePlace.Who, SimplePlace.Home)) }
        read()
    }

    /** Somebody else's turn: nothing of who was here stays in sight. */
    private fun leave() = set {
        copy(resident = null, day = null, photos = emptyList(), picture = null, way = listOf(SimplePlace.Who))
    }

    private fun go(place: SimplePlace) {
        set { copy(way = way + place, read = null) }
        arrived(place)
    }

    private fun turn(place: SimplePlace) {
        set { copy(way = way.dropLast(1) + place, read = null) }
        arrived(place)
    }

    private fun arrived(place: SimplePlace) {
        if (place is SimplePlace.Photos && !place.sure) does { photos(it) }
    }

    private fun back() {
        speaker.stop()
        val way = now.way.dropLast(1)
        when {
            way.isEmpty() || way == listOf(SimplePlace.Who) && now.place is SimplePlace.Home && now.tablet?.residents?.size == 1 -> {}
            way == listOf(SimplePlace.Who) && now.resident != null -> leave()
            else -> set { copy(way = way, read = null) }
        }
    }

    /** Reads the page, or on the tile of the day the day; what is being read falls silent. */
    private fun listen(spot: Spot) {
        val reads = if (spot.look == Look.TILE) now.day?.sentences.orEmpty() else page.reads
        val reading = now.mark != null && now.said == reads
        speaker.stop()
        if (!reading) say(reads)
    }

    private fun say(sentences: List<SpokenSentence>) {
        set { copy(said = sentences) }
        speaker.say(sentences)
    }

    private suspend fun feel(resident: SimpleResident, act: Act.Feel) {
        val outing = now.day?.outings?.firstOrNull { it.id == act.outing } ?: return
        val feeling = SimpleFeeling(outing.`when` == SimpleWhen.BEGUN, act.face)
        client.feel(resident, outing, feeling)
        set(client.simpleDay(resident))
        set { copy(way = way.dropLast(1) + SimplePlace.Feel(act.outing, noted = true)) }
    }

    private suspend fun photos(resident: SimpleResident) {
        val photos = client.simplePhotos(resident)
        set { copy(photos = photos, day = day?.copy(photos = photos.size.toUInt())) }
        val at = (now.place as? SimplePlace.Photos)?.at ?: return
        val picture = photos.getOrNull(at)?.let { client.simplePhoto(it) }
        set { if (resident == this.resident) copy(picture = picture) else this }
    }

    private fun figure(figure: Char) {
        val place = (now.place as? SimplePlace.Pin)?.takeIf { it.typed.length < FIGURES } ?: return
        val typed = place.typed + figure
        turn(SimplePlace.Pin(typed))
        if (typed.length < FIGURES) return
        ask({ failed -> if (failed is Failure.Refused) pin(failed.says) }) {
            when (val answer = client.tryPin(typed)) {
                is PinAnswer.Open -> {
                    back()
                    onHelp()
                }
                is PinAnswer.Wrong -> pin(Say.simplePinWrong(answer.left.toULong()))
                is PinAnswer.Wait -> pin(Say.simplePinWait(answer.seconds))
            }
        }
    }

    private fun pin(says: Text) {
        if (now.place is SimplePlace.Pin) turn(SimplePlace.Pin(says = says))
    }

    private fun set(day: eus.ekin.core.SimpleDay) = set { copy(day = day) }

    private fun does(work: suspend (SimpleResident) -> Unit) {
        val resident = now.resident ?: return
        ask({ _: Failure -> }) { work(resident) }
    }

    private fun read() = ask({ _: Failure -> }) {
        val tablet = client.simpleTablet()
        val here = now.resident
        val still = tablet.residents.firstOrNull { it.person == here?.person && it.space == here.space }
        set { copy(tablet = tablet, resident = still) }
        when {
            // Whose tablet this is not any more, nobody sees anything of.
            here != null && still == null -> leave()
            still != null -> set(client.simpleDay(still))
            // One resident: no question who it is.
            now.place == SimplePlace.Who -> tablet.residents.singleOrNull()?.takeIf { it.secret == null }?.let(::come)
        }
    }

    /** Steps of scanning; it waits while a voice speaks. */
    private suspend fun scan() {
        while (true) {
            val step = now.stepMs
            pause(if (step == null) IDLE_MS else step / Scan.PARTS)
            val before = now.scan ?: continue
            if (now.mark != null) continue
            val after = before.tick()
            set { if (scan == before) copy(scan = after) else this }
            if (after.at != null && after.at != before.at) offered(after.at)
        }
    }

    private fun offered(at: Int) {
        val spot = page.spots.getOrNull(at) ?: return
        if (now.readsFirst) say(listOf(spot.spoken)) else speaker.step()
    }

    private companion object {
        /** How often it is looked whether scanning was chosen. */
        const val IDLE_MS = 500L

        val SHOWN = setOf(Topic.DOCUMENTS, Topic.FACTS, Topic.LISTINGS, Topic.BLOBS, Topic.SPACES, Topic.SETTINGS)
    }
}
