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
    fun of(failure: Failure): String = when (failure) {
        is Failure.Refused -> this[failure.says]
        is Failure.Link -> this[failure.says]
        is Failure.Fields -> failure.fields.joinToString("\n") { this[it.says] }
        is Failure.Full -> this[Say.errorDiskFull()]
        is Failure.NewerHome -> this[Say.errorNewerSchema()]
        is Failure.InUse -> this[Say.appFailureInUse()]
        is Failure.Busy -> this[Say.appFailureBusy()]
        is Failure.Keys -> this[Say.appFailureKeys()]
        is Failure.KeyLost -> this[Say.appFailureKeyLost()]
        is Failure.Closed -> this[Say.appFailureClosed()]
        is Failure.UnknownText -> this[Say.appFailureInner("unknown-text")]
        is Failure.Inner -> this[Say.appFailureInner(failure.code)]
    }

    private companion object {
        /** Texts with arguments that are kept. */
        const val KEPT = 512
    }
}
