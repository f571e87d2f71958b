package eus.ekin.client

import eus.ekin.core.Failure
import eus.ekin.core.Language
import eus.ekin.core.Say
import eus.ekin.core.Text
import eus.ekin.core.formatTexts

/**
 * Ekin's texts in one language. All that take no argument come in one call when it is made; of the others the last ones are kept.
 */
class Words(
    val language: Language,
    private val format: (Language, List<Text>) -> List<String> = ::formatTexts,
) {
    private val fixed: Map<Text, String> = Say.plain.zip(format(language, Say.plain)).toMap()

    private val made = object : LinkedHashMap<Text, String>(KEPT, 0.75f, true) {
        override fun removeEldestEntry(eldest: MutableMap.MutableEntry<Text, String>?) = size > KEPT
    }

    /** The text in words. */
    operator fun get(text: Text): String = fixed[text] ?: synchronized(made) {
        made.getOrPut(text) { format(language, listOf(text)).single() }
    }

    /** What a failure means, and what to do. */
    fun of(failure: Failure): String = failure.sentences.joinToString("\n") { this[it] }

    private companion object {
        /** Texts with arguments that are kept. */
        const val KEPT = 512
    }
}

/** The sentences that say what a failure means and what to do. A new failure does not compile without. */
val Failure.sentences: List<Text>
    get() = when (this) {
        is Failure.Refused -> listOf(says)
        is Failure.Link -> listOf(says)
        is Failure.Fields -> fields.map { it.says }
        is Failure.Full -> listOf(Say.errorDiskFull())
        is Failure.NewerHome -> listOf(Say.errorNewerSchema())
        is Failure.InUse -> listOf(Say.appFailureInUse())
        is Failure.Busy -> listOf(Say.appFailureBusy())
        is Failure.Keys -> listOf(Say.appFailureKeys())
        is Failure.KeyLost -> listOf(Say.appFailureKeyLost())
        is Failure.Closed -> listOf(Say.appFailureClosed())
        is Failure.UnknownText -> listOf(Say.appFailureInner("unknown-text"))
        is Failure.Inner -> listOf(Say.appFailureInner(code))
    }
