package eus.ekin.client

import eus.ekin.core.AdDraft
import eus.ekin.core.Ask
import eus.ekin.core.CardReason
import eus.ekin.core.CountedAt
import eus.ekin.core.Discover
import eus.ekin.core.Ekin
import eus.ekin.core.EkinInterface
import eus.ekin.core.EmergencyCard
import eus.ekin.core.Event
import eus.ekin.core.Failure
import eus.ekin.core.Freshness
import eus.ekin.core.HeadCount
import eus.ekin.core.House
import eus.ekin.core.KeyStore
import eus.ekin.core.Language
import eus.ekin.core.Listing
import eus.ekin.core.Mine
import eus.ekin.core.OutingLine
import eus.ekin.core.Page
import eus.ekin.core.Seen
import eus.ekin.core.SyncReport
import eus.ekin.core.Territory
import eus.ekin.core.Topic
import java.nio.file.Path
import kotlin.coroutines.coroutineContext
import kotlin.time.Duration
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.isActive
import kotlinx.coroutines.runInterruptible
import kotlinx.coroutines.withContext

/**
 * The core, as screens use it: every call suspends while the core works on a thread of [io], and throws [Failure].
 *
 * [close] may be called twice and from any thread.
 */
class EkinClient(
    private val core: EkinInterface,
    private val io: CoroutineDispatcher = Dispatchers.IO,
) : AutoCloseable {
    suspend fun language(): Language = ask { language() }

    suspend fun chooseLanguage(language: Language) = ask { chooseLanguage(language) }

    suspend fun join(link: String): Territory = ask { join(link) }

    suspend fun territories(): List<Territory> = ask { territories() }

    suspend fun freshness(): Freshness = ask { freshness() }

    suspend fun discover(ask: Ask): Discover = ask { discover(ask) }

    suspend fun search(ask: Ask, after: String? = null, limit: Int = PAGE): Page = ask { search(ask, after, limit.toUInt()) }

    suspend fun listing(id: String): Listing = ask { listing(id) }

    suspend fun save(id: String, keep: Boolean) = ask { save(id, keep) }

    suspend fun mine(): Mine = ask { mine() }

    suspend fun draft(id: String): AdDraft = ask { draft(id) }

    suspend fun keepDraft(id: String?, draft: AdDraft): String = ask { keepDraft(id, draft) }

    suspend fun submitDraft(id: String): Long = ask { submitDraft(id) }

    suspend fun withdrawAd(number: Long) = ask { withdrawAd(number) }

    suspend fun houses(): List<House> = ask { houses() }

    suspend fun outings(): List<OutingLine> = ask { outings() }

    suspend fun heads(space: String, plan: String, leg: String?): HeadCount = ask { heads(space, plan, leg) }

    suspend fun check(at: CountedAt, person: String, seen: Seen?): HeadCount = ask { check(at, person, seen) }

    suspend fun countUnnamed(at: CountedAt, unnamed: Int): HeadCount = ask { countUnnamed(at, unnamed.toUInt()) }

    suspend fun openCard(space: String, person: String, reason: CardReason): EmergencyCard =
        ask { openCard(space, person, reason) }

    /** One round with the relays. Cancelling it stops the round, and waits for its end, which is soon. */
    suspend fun sync(metered: Boolean = false): SyncReport = coroutineScope {
        val round = async(io) { core.syncOnce(metered) }
        try {
            round.await()
        } catch (cancelled: CancellationException) {
            core.stopSync()
            throw cancelled
        }
    }

    /**
     * What changed, a burst as one event; with the first event all that a screen shows may be asked for. Any number of collectors
     * may listen: each knows the revision that it saw.
     */
    fun changes(patience: Duration = PATIENCE): Flow<Set<Topic>> = flow {
        var seen = core.waitEvent(0u, 0u).revision
        emit(Topic.entries.toSet())
        while (coroutineContext.isActive) {
            val event: Event = try {
                core.waitEvent(seen, patience.inWholeMilliseconds.toUInt())
            } catch (_: Failure.Closed) {
                return@flow
            }
            seen = event.revision
            if (event.topics.isNotEmpty()) emit(event.topics.toSet())
        }
    }.flowOn(io)

    override fun close() = core.shut()

    internal suspend fun <T> ask(call: EkinInterface.() -> T): T = withContext(io) { core.call() }

    companion object {
        /** Cards of a page. */
        const val PAGE = 20

        /** How long a wait for changes lasts at most: so long a cancelled collector may hold a thread. */
        private val PATIENCE = 2.seconds

        /** Opens the home in a folder, with the words of [language] unless another was chosen in it. */
        suspend fun open(folder: Path, keys: KeyStore?, language: Language, io: CoroutineDispatcher = Dispatchers.IO) =
            EkinClient(runInterruptible(io) { Ekin.open(folder.toString(), keys, language) }, io)
    }
}
