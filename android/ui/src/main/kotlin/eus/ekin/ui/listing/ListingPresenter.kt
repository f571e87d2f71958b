package eus.ekin.ui.listing

import eus.ekin.client.EkinClient
import eus.ekin.core.Failure
import eus.ekin.core.Topic
import eus.ekin.ui.Presenter
import kotlinx.coroutines.CoroutineScope

/** *Annonce*: one listing, read again when listings change. */
class ListingPresenter(
    private val client: EkinClient,
    private val id: String,
    scope: CoroutineScope,
    shares: Boolean,
    speaks: Boolean,
    private val go: (ListingEvent) -> Unit,
) : Presenter<ListingState, ListingEvent>(ListingState(shares = shares, speaks = speaks), scope) {
    init {
        whenChanged(client, setOf(Topic.LISTINGS, Topic.SETTINGS)) { read() }
    }

    override fun on(event: ListingEvent) {
        when (event) {
            is ListingEvent.Keep -> keep()
            is ListingEvent.Ways -> set { copy(ways = !ways) }
            is ListingEvent.Back, is ListingEvent.Take, is ListingEvent.Answer, is ListingEvent.Share, is ListingEvent.Listen -> go(event)
        }
    }

    private fun keep() {
        val listing = now.listing ?: return
        ask(::failed) {
            client.save(listing.id, !listing.saved)
            read()
        }
    }

    private fun read() = ask(::failed) {
        val listing = client.listing(id)
        set { copy(listing = listing, gone = false) }
    }

    private fun failed(failure: Failure) {
        // What was shown stays: it is what was known.
        if (failure is Failure.Refused && now.listing == null) set { copy(gone = true) }
    }
}
