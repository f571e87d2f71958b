package eus.ekin.ui.simple

import eus.ekin.core.EkinInterface
import eus.ekin.core.Event
import eus.ekin.core.Failure
import eus.ekin.core.PinAnswer
import eus.ekin.core.SimpleDay
import eus.ekin.core.SimpleFeeling
import eus.ekin.core.SimplePhoto
import eus.ekin.core.SimpleResident
import eus.ekin.core.SimpleSays
import eus.ekin.core.SimpleTablet
import eus.ekin.core.SpokenSentence
import java.lang.reflect.Proxy
import kotlinx.coroutines.flow.MutableStateFlow

/** A core of which nothing is asked but simple mode; anything else is a fault of the test. */
private val nothing = Proxy.newProxyInstance(EkinInterface::class.java.classLoader, arrayOf(EkinInterface::class.java)) { _, method, _ ->
    error("${method.name} was not to be called")
} as EkinInterface

/** A core that remembers what it was told, and answers with what a test gave it. */
class FakeCore(var tablet: SimpleTablet, var days: Map<String, SimpleDay>, var photos: List<SimplePhoto> = emptyList()) : EkinInterface by nothing {
    val told = mutableListOf<String>()
    var pin = "120987"
    var wrong = 0
    var refuses = false

    override fun waitEvent(since: ULong, timeoutMs: UInt) = if (since == 0uL) Event(1u, emptyList()) else throw Failure.Closed()

    override fun simpleTablet() = tablet

    override fun setSimpleTablet(residents: List<SimpleResident>) {
        if (residents.any { it.tiles.size < 2 }) throw Failure.Refused("tiles", eus.ekin.core.Say.simpleErrorTiles())
        told += "kept ${residents.map { it.name }}"
        tablet = tablet.copy(residents = residents)
    }

    override fun setSimple(on: Boolean) {
        if (on && !tablet.hasPin) throw Failure.Refused("no-pin", eus.ekin.core.Say.simpleErrorNoPin())
        tablet = tablet.copy(on = on)
        told += "on $on"
    }

    override fun setSimplePin(pin: String) {
        this.pin = pin
        tablet = tablet.copy(hasPin = true)
    }

    override fun trySimplePin(pin: String): PinAnswer = when {
        pin == this.pin -> PinAnswer.Open
        ++wrong < 4 -> PinAnswer.Wrong((4 - wrong).toUInt())
        else -> PinAnswer.Wait(30u)
    }

    override fun simpleDay(space: String, person: String) = days.getValue(person)

    override fun simpleWish(space: String, person: String, outing: String, says: SimpleSays): SimpleDay {
        if (refuses) throw Failure.Refused("not-allowed", eus.ekin.core.Say.simpleErrorNoPin())
        told += "$person $says $outing"
        val day = days.getValue(person)
        val changed = day.copy(
            outings = day.outings.map {
                if (it.id != outing) it else it.copy(wants = says == SimpleSays.YES, answer = listOf(SpokenSentence("C’est noté.", "fr")))
            },
        )
        days = days + (person to changed)
        return changed
    }

    override fun simpleFeel(space: String, person: String, outing: String, feeling: SimpleFeeling) {
        told += "$person ${feeling.face} ${if (feeling.after) "after" else "before"} $outing"
    }

    override fun simplePhotos(person: String) = photos

    override fun simplePhoto(space: String, id: String) = id.encodeToByteArray()

    override fun removeSimplePhoto(space: String, id: String) {
        photos = photos.filter { it.id != id }
        told += "removed $id"
    }

    override fun shut() {}
}

/** A voice that says what it was given, until a test ends the sentence. */
class FakeSpeaker : Speaker {
    override val saying = MutableStateFlow<Int?>(null)
    val said = mutableListOf<String>()
    var steps = 0

    override fun say(sentences: List<SpokenSentence>) {
        said += sentences.map { it.text }
        saying.value = 0
    }

    override fun stop() {
        saying.value = null
    }

    override fun step() {
        steps++
    }
}
