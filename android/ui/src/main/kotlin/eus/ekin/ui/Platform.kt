package eus.ekin.ui

import eus.ekin.core.Text
import eus.ekin.core.WayToAnswer
import eus.ekin.ui.simple.Silent
import eus.ekin.ui.simple.Speaker

/** What a camera came to that was asked for the drawing of a link. */
sealed interface CodeRead {
    /** What the drawing says. What it is worth, the core says. */
    data class Found(val text: String) : CodeRead

    /** Why there is nothing, and what to do. */
    data class Nothing(val says: Text) : CodeRead
}

/** What the platform does for the app. */
interface Platform {
    /** Opens a number, a mail or a page, which a person asked for. */
    fun take(way: WayToAnswer)

    /** Reads aloud. */
    val speaker: Speaker get() = Silent

    /** Whether the network costs by the byte: photos wait then. */
    val metered: Boolean get() = false

    /** Whether there is any network at all: what a relay that does not answer is said to be. */
    val connected: Boolean get() = true

    /** Reads the drawing of a link with a camera; none where there is nothing like it, as on a desk. */
    val camera: (suspend () -> CodeRead)? get() = null

    /** Hands a text to another program, which the person chooses; none where there is nothing like it. */
    val share: ((String) -> Unit)? get() = null
}
