package eus.ekin.ui.count

import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.CountedAt
import eus.ekin.core.Failure
import eus.ekin.core.HeadCount
import eus.ekin.core.OutingLine
import eus.ekin.core.Seen
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock

/** *Compter*: each tap is one command, in the order in which it was made; what others count comes in between. */
class CountPresenter(
    private val client: EkinClient,
    private val outing: OutingLine,
    private val words: () -> Words,
    scope: CoroutineScope,
    private var leg: String? = null,
    private val onBack: () -> Unit,
) : Presenter<CountState, CountEvent>(CountState(), scope) {
    private val order = Mutex()

    init {
        whenChanged(client, SHOWN) { does { client.heads(outing.space, outing.plan, leg) } }
    }

    override fun on(event: CountEvent) {
        when (event) {
            is CountEvent.Back -> onBack()
            is CountEvent.Leg -> {
                leg = event.row
                set { copy(last = null, finished = false) }
                does { client.heads(outing.space, outing.plan, leg) }
            }
            is CountEvent.Here -> mark(event.person, Seen.HERE)
            is CountEvent.NotHere -> mark(event.person, Seen.NOT_HERE)
            is CountEvent.Undo -> mark(event.person, null)
            is CountEvent.Unnamed -> does { client.countUnnamed(at(), event.number.coerceAtLeast(0)) }
            is CountEvent.Finish -> set { copy(finished = true, last = null) }
            is CountEvent.Again -> set { copy(finished = false) }
        }
    }

    private fun mark(person: String, seen: Seen?) {
        set { copy(last = person.takeIf { seen != null }, finished = false) }
        does { if (seen == null) takeBack(person) else client.check(at(), person, seen) }
    }

    /** Takes back what was said here; where only others said so, says otherwise: both are then to look together. */
    private suspend fun takeBack(person: String): HeadCount = try {
        client.check(at(), person, null)
    } catch (failure: Failure.Refused) {
        if (failure.code != "nothing-to-undo") throw failure
        client.check(at(), person, Seen.NOT_HERE)
    }

    private fun at() = CountedAt(outing.space, outing.plan, checkNotNull(leg))

    private fun does(work: suspend () -> HeadCount) = ask(::failed) {
        order.withLock {
            val count = work()
            leg = count.leg
            set { copy(count = count, failure = null) }
        }
    }

    private fun failed(failure: Failure) = set { copy(failure = words().of(failure)) }

    private companion object {
        val SHOWN = setOf(Topic.FACTS, Topic.DOCUMENTS, Topic.SPACES, Topic.SETTINGS)
    }
}
