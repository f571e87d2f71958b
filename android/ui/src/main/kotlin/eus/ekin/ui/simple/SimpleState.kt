package eus.ekin.ui.simple

import eus.ekin.core.SimpleDay
import eus.ekin.core.SimpleFace
import eus.ekin.core.SimplePhoto
import eus.ekin.core.SimpleResident
import eus.ekin.core.SimpleSays
import eus.ekin.core.SimpleTablet
import eus.ekin.core.SpokenSentence
import eus.ekin.core.Text

/** Where a resident is. */
sealed interface SimplePlace {
    /** Who are you? */
    data object Who : SimplePlace

    /** Their secret picture. */
    data class Secret(val resident: SimpleResident) : SimplePlace

    /** Their tiles. */
    data object Home : SimplePlace

    /** Outings, a few at a time. */
    data class Outings(val which: Which, val page: Int = 0) : SimplePlace

    /** One of them. */
    data class Outing(val id: String) : SimplePlace

    /** How they are, before it or after. */
    data class Feel(val id: String, val noted: Boolean = false) : SimplePlace

    /** Their photos, one at a time; [sure]: whether to take it away. */
    data class Photos(val at: Int = 0, val sure: Boolean = false) : SimplePlace

    /** The carer's lock. */
    data class Pin(val typed: String = "", val says: Text? = null) : SimplePlace
}

/** Figures of the carer's code. */
internal const val FIGURES = 6

/** Which outings a list is of. */
enum class Which { ALL, MINE, WISHES, FEEL }

/** What simple mode shows. */
data class SimpleState(
    val tablet: SimpleTablet? = null,
    /** Who is here; none on the first screen. */
    val resident: SimpleResident? = null,
    val day: SimpleDay? = null,
    val photos: List<SimplePhoto> = emptyList(),
    /** The file of the photo that is shown. */
    val picture: ByteArray? = null,
    val way: List<SimplePlace> = listOf(SimplePlace.Who),
    /** What was touched once, and read: a second touch does it. */
    val read: String? = null,
    /** What is read aloud, and which sentence of it now. */
    val said: List<SpokenSentence> = emptyList(),
    val mark: Int? = null,
    /** Scanning, where it is chosen. */
    val scan: Scan? = null,
) {
    val place: SimplePlace get() = way.last()

    /** The sentence that a voice says now. */
    val marked: SpokenSentence? get() = mark?.let(said::getOrNull)

    /** Whether a first touch only reads: as this resident wants it, or one of those who may come. */
    val readsFirst: Boolean
        get() = resident?.readsFirst ?: tablet?.residents.orEmpty().any { it.readsFirst }

    /** A step of scanning in ms: this resident's, or the slowest of those who may come. */
    val stepMs: Long?
        get() = when {
            place is SimplePlace.Pin -> null
            resident != null -> resident.stepMs?.toLong()
            else -> tablet?.residents.orEmpty().mapNotNull { it.stepMs?.toLong() }.maxOrNull()
        }
}

/** What a person may do there. */
sealed interface SimpleEvent {
    /** Touched a thing of the page, by its id. */
    data class Touch(val id: String) : SimpleEvent

    /** Pressed the one switch. */
    data object Switch : SimpleEvent

    /** The system's own way back. */
    data object Back : SimpleEvent

    /** A carer held the corner. */
    data object Help : SimpleEvent
}

/** What a touch comes to. */
sealed interface Act {
    data class Come(val resident: SimpleResident) : Act
    data class Picture(val name: String) : Act
    data class Go(val place: SimplePlace) : Act

    /** Another page of what is shown: no step on the way back. */
    data class Turn(val place: SimplePlace) : Act
    data class Wish(val outing: String, val says: SimpleSays) : Act
    data class Feel(val outing: String, val face: SimpleFace) : Act
    data class Remove(val photo: SimplePhoto) : Act
    data class Figure(val figure: Char) : Act
    data object Erase : Act

    /** Nobody knows the carer's code any more. */
    data object Forgotten : Act
    data object Listen : Act
    data object Change : Act
    data object Back : Act
}
