package eus.ekin.ui.write

import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.AdDraft
import eus.ekin.core.Failure
import eus.ekin.core.Say
import eus.ekin.ui.Presenter
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/**
 * *Écrire une annonce*: [id] is a draft to go on with. What is typed is kept on the device at each step, and when the screen is left;
 * what cannot be kept as it is says why beside its field, and stays on the screen.
 */
class WritePresenter(
    private val client: EkinClient,
    private var id: String?,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val onClose: () -> Unit,
) : Presenter<WriteState, WriteEvent>(WriteState(), scope) {
    private val keeping = Mutex()

    init {
        id?.let { begun -> ask(::failed) { client.draft(begun).let { set { opened(it) } } } }
    }

    override fun on(event: WriteEvent) {
        when (event) {
            is WriteEvent.Change -> set { event.change(this).copy(kept = false, faults = emptyMap()) }
            is WriteEvent.Next -> next()
            is WriteEvent.Back -> set { copy(step = Step.entries[(step.ordinal - 1).coerceAtLeast(0)], faults = emptyMap()) }
            is WriteEvent.Close -> close()
            is WriteEvent.Send -> send(sure = false)
            is WriteEvent.Sure -> send(sure = true)
            is WriteEvent.Mend -> set { copy(step = Step.WHAT, care = null) }
        }
    }

    private fun send(sure: Boolean) = ask(::failed) {
        keep()
        client.submitDraft(checkNotNull(id), sure)
        set { copy(step = Step.SENT, care = null) }
    }

    private fun next() {
        if (now.draft.title.isBlank()) return set { copy(faults = mapOf("title" to words()[Say.appWriteTitleNeeded()])) }
        ask(::failed) {
            keep()
            val next = Step.entries[now.step.ordinal + 1]
            // Days in words are the core's.
            val card = if (next == Step.LOOK) client.draftCard(now.whole()) else null
            set { copy(step = next, card = card) }
        }
    }

    private fun close() {
        if (now.step == Step.SENT || now.draft.title.isBlank()) return onClose()
        ask(::failed) {
            keep()
            onClose()
        }
    }

    /** One at a time: a new draft has its id from the first. */
    private suspend fun keep() = keeping.withLock {
        val state = now
        id = client.keepDraft(id, state.whole())
        set { if (copy(kept = false) == state.copy(kept = false)) copy(kept = true) else this }
    }

    private fun failed(failure: Failure) {
        if (failure is Failure.Refused && failure.code == "names-care") return set { copy(care = words()[Say.appWritePublic()]) }
        val faults = when (failure) {
            is Failure.Fields -> failure.fields.associate { field(it.path) to words()[it.says] }
            else -> mapOf("" to words().of(failure))
        }
        val first = faults.keys.firstNotNullOfOrNull { STEPS[it] }
        set { copy(faults = faults, step = first ?: step) }
    }

    private companion object {
        /** At which question a field is asked for. */
        val STEPS = mapOf(
            "title" to Step.WHAT, "body" to Step.WHAT,
            "start" to Step.WHEN, "end" to Step.WHEN, "hours" to Step.WHEN, "place" to Step.WHEN, "town" to Step.WHEN,
            "seats" to Step.WHO, "answer_phone" to Step.WHO, "answer_email" to Step.WHO,
        )

        /** The field of this screen that a place of the draft, or of the listing, is about. */
        fun field(path: String): String = when {
            path.startsWith("timings") -> if (path.endsWith("end")) "end" else "start"
            path.startsWith("place.town") -> "town"
            path.startsWith("answer[") -> "answer_phone"
            path.startsWith("capacity") -> "seats"
            else -> path.substringBefore('.')
        }
    }
}

/** The draft with day, hours and number joined into it. */
internal fun WriteState.whole(): AdDraft = draft.copy(
    start = joined(day, from),
    end = if (to.isBlank()) "" else joined(day, to),
    seats = seats.trim().toUShortOrNull(),
)

private fun joined(day: String, hour: String): String = when {
    hour.isBlank() -> day.trim()
    else -> "${day.trim()}T${hour.trim().padStart(5, '0')}"
}

private fun WriteState.opened(draft: AdDraft) = copy(
    draft = draft,
    day = draft.start.substringBefore('T'),
    from = draft.start.substringAfter('T', ""),
    to = draft.end.substringAfter('T', ""),
    seats = draft.seats?.toString().orEmpty(),
    kept = true,
)
