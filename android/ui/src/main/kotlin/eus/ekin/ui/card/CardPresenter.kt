package eus.ekin.ui.card

import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.CardReason
import eus.ekin.core.Failure
import eus.ekin.core.OutingLine
import eus.ekin.ui.Presenter
import java.time.LocalTime
import kotlinx.coroutines.CoroutineScope

/**
 * *Carte d'urgence* of somebody on an outing: of [person], or of one who is chosen first. Opening it is a command, which writes down
 * that it was: it is asked for once and never again by itself.
 */
class CardPresenter(
    private val client: EkinClient,
    private val outing: OutingLine,
    person: String?,
    private val words: () -> Words,
    scope: CoroutineScope,
    private val clock: () -> LocalTime = LocalTime::now,
    private val go: (CardEvent) -> Unit,
) : Presenter<CardState, CardEvent>(CardState(), scope) {
    init {
        ask(::failed) {
            val people = client.outing(outing.space, outing.plan).people
            set { copy(people = people, person = people.firstOrNull { it.person == person }) }
        }
    }

    override fun on(event: CardEvent) {
        when (event) {
            is CardEvent.Person -> set { copy(person = event.person, failure = null) }
            is CardEvent.Open -> open(event.reason)
            is CardEvent.Close, is CardEvent.Call -> go(event)
        }
    }

    private fun open(reason: CardReason) {
        val person = now.person ?: return
        ask(::failed) {
            val card = client.openCard(outing.space, person.person, reason)
            set { copy(card = card, opened = Opened(clock(), reason), failure = null) }
        }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }
}
