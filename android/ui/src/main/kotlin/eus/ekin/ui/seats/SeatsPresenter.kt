package eus.ekin.ui.seats

import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.OutingLine
import eus.ekin.core.SeatPlan
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import kotlinx.coroutines.CoroutineScope

/** *Places* of an outing: each decision is one command, and what others decide comes in between. */
class SeatsPresenter(
    private val client: EkinClient,
    private val outing: OutingLine,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val onBack: () -> Unit,
) : Presenter<SeatsState, SeatsEvent>(SeatsState(outing.title.text), scope) {
    init {
        whenChanged(client, SHOWN) { does { client.seats(outing.space, outing.plan) } }
    }

    override fun on(event: SeatsEvent) {
        when (event) {
            is SeatsEvent.Back -> onBack()
            is SeatsEvent.Decide -> does { client.decideClaim(outing.space, outing.plan, event.claim, event.accepts) }
        }
    }

    private fun does(work: suspend () -> SeatPlan) = ask(::failed) {
        val seats = work()
        set { copy(seats = seats, failure = null) }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }

    private companion object {
        val SHOWN = setOf(Topic.FACTS, Topic.DOCUMENTS, Topic.SPACES, Topic.SETTINGS)
    }
}
