package eus.ekin.ui.outing

import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.OutingLine
import eus.ekin.core.OutingPlan
import eus.ekin.core.Signed
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import kotlinx.coroutines.CoroutineScope

/** *Sortie*: one outing whole, read again when its plan, its facts or its people change. */
class OutingPresenter(
    private val client: EkinClient,
    private val outing: OutingLine,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val go: (OutingEvent) -> Unit,
) : Presenter<OutingState, OutingEvent>(OutingState(), scope) {
    init {
        whenChanged(client, SHOWN) { does { client.outing(outing.space, outing.plan) } }
    }

    override fun on(event: OutingEvent) {
        when (event) {
            is OutingEvent.Pack -> does { client.pack(outing.space, outing.plan, event.row, event.packed) }
            is OutingEvent.Thing -> set { copy(thing = event.words) }
            is OutingEvent.AddThing -> addThing()
            is OutingEvent.Signing -> set { copy(signing = event.paper, signer = "") }
            is OutingEvent.Signer -> set { copy(signer = event.name) }
            is OutingEvent.Sign -> sign()
            is OutingEvent.Back, is OutingEvent.Count, is OutingEvent.Seats, is OutingEvent.Urgent,
            is OutingEvent.Moments, is OutingEvent.Notes, is OutingEvent.Incident, is OutingEvent.Plan,
            -> go(event)
        }
    }

    private fun addThing() {
        val thing = now.thing.trim()
        if (thing.isEmpty()) return
        does {
            client.addThing(outing.space, outing.plan, thing).also { set { if (this.thing.trim() == thing) copy(thing = "") else this } }
        }
    }

    private fun sign() {
        val paper = now.signing ?: return
        val signed = Signed(paper.person, paper.what, true, now.signer.trim())
        does { client.sign(outing.space, outing.plan, signed).also { set { copy(signing = null, signer = "") } } }
    }

    private fun does(work: suspend () -> OutingPlan) = ask(::failed) {
        val plan = work()
        set { copy(plan = plan, failure = null) }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }

    private companion object {
        val SHOWN = setOf(Topic.DOCUMENTS, Topic.FACTS, Topic.SPACES, Topic.SETTINGS)
    }
}
