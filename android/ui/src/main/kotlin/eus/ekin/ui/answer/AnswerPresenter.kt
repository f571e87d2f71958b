package eus.ekin.ui.answer

import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.AnswerDraft
import eus.ekin.core.AnswerKind
import eus.ekin.core.Failure
import eus.ekin.ui.Presenter
import kotlinx.coroutines.CoroutineScope

/** *Votre réponse* to the listing of this id; [first] is what was tapped. The name is kept for the next answer. */
class AnswerPresenter(
    private val client: EkinClient,
    private val listing: String,
    title: String,
    first: AnswerKind,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val onClose: () -> Unit,
) : Presenter<AnswerState, AnswerEvent>(AnswerState(title, kind = first), scope) {
    init {
        ask(::failed) {
            val name = client.signature()
            set { if (this.name.isEmpty()) copy(name = name) else this }
        }
    }

    override fun on(event: AnswerEvent) {
        when (event) {
            is AnswerEvent.Kind -> set { copy(kind = event.kind, fault = null) }
            is AnswerEvent.Name -> set { copy(name = event.name, fault = null) }
            is AnswerEvent.Text -> set { copy(text = event.text, fault = null) }
            is AnswerEvent.Seats -> set { copy(seats = event.seats.coerceIn(0, MOST)) }
            is AnswerEvent.Wheelchair -> set { copy(wheelchair = event.places.coerceIn(0, MOST)) }
            is AnswerEvent.Send -> send()
            is AnswerEvent.Close -> onClose()
        }
    }

    private fun send() = ask(::failed) {
        val state = now
        // Who says no asks for no place.
        val asks = state.kind == AnswerKind.YES || state.kind == AnswerKind.MAYBE
        if (state.name.isNotBlank()) client.signAs(state.name)
        val answer = AnswerDraft(
            state.kind,
            state.text,
            state.name,
            if (asks) state.seats.toUInt() else 0u,
            if (asks) state.wheelchair.toUInt() else 0u,
        )
        client.answer(listing, answer)
        set { copy(sent = true, fault = null) }
    }

    private fun failed(failure: Failure) = set { copy(fault = words().of(failure)) }

    private companion object {
        /** Most places that one answer asks for. */
        const val MOST = 20
    }
}
