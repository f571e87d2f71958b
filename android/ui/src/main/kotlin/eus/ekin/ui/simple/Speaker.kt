package eus.ekin.ui.simple

import eus.ekin.core.SpokenSentence
import eus.ekin.core.Text
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow

/** Reads aloud, with a voice of the device. What it has no voice for, it says so itself: a screen only marks what is said. */
interface Speaker {
    /** The sentence that is being said, by its place in what was given; none in silence. */
    val saying: StateFlow<Int?>

    /** What no voice here can read as it should be, in words for a carer; none where every language has its voice. */
    val lacks: StateFlow<Text?> get() = NOTHING

    /** Says these, in the place of what was being said. */
    fun say(sentences: List<SpokenSentence>)

    /** Is silent. */
    fun stop()

    /** The short sound of a step of scanning. */
    fun step()
}

private val NOTHING: StateFlow<Text?> = MutableStateFlow(null)

/** Where there is no voice, as on a desk: everything is there without. */
object Silent : Speaker {
    override val saying: StateFlow<Int?> = MutableStateFlow(null)

    override fun say(sentences: List<SpokenSentence>) {}

    override fun stop() {}

    override fun step() {}
}
