package eus.ekin.ui.listing

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.unit.dp
import eus.ekin.core.AccessAnswer
import eus.ekin.core.AnswerKind
import eus.ekin.core.FactKind
import eus.ekin.core.Listing
import eus.ekin.core.ListingType
import eus.ekin.core.Say
import eus.ekin.core.SpokenSentence
import eus.ekin.core.Transport
import eus.ekin.core.WayKind
import eus.ekin.core.WayToAnswer
import eus.ekin.ui.icons.Icons
import eus.ekin.ui.parts.BackBar
import eus.ekin.ui.parts.Beside
import eus.ekin.ui.parts.Button
import eus.ekin.ui.parts.Flow
import eus.ekin.ui.parts.Frame
import eus.ekin.ui.parts.Happened
import eus.ekin.ui.parts.Heading
import eus.ekin.ui.parts.IconAndWord
import eus.ekin.ui.parts.IconButton
import eus.ekin.ui.parts.Line
import eus.ekin.ui.parts.Linen
import eus.ekin.ui.parts.Panel
import eus.ekin.ui.parts.Pill
import eus.ekin.ui.parts.Say
import eus.ekin.ui.parts.Standing
import eus.ekin.ui.parts.Weight
import eus.ekin.ui.parts.isLargeText
import eus.ekin.ui.parts.linenHeight
import eus.ekin.ui.parts.standing
import eus.ekin.ui.theme.Ekin
import eus.ekin.ui.theme.Shapes
import eus.ekin.ui.theme.Space
import eus.ekin.ui.theme.say

/** What *Annonce* shows; no listing before it is read, or when it is here no more. */
data class ListingState(
    val listing: Listing? = null,
    val gone: Boolean = false,
    /** Telephone, mail and page are shown. */
    val ways: Boolean = false,
    /** It can be handed to another program. */
    val shares: Boolean = false,
    /** There is a voice that can read it. */
    val speaks: Boolean = false,
)

/** What a person may do there. */
sealed interface ListingEvent {
    data object Back : ListingEvent
    data object Keep : ListingEvent

    /** Writes an answer to who organises. */
    data class Answer(val listing: Listing, val kind: AnswerKind) : ListingEvent

    /** Shows the other ways to answer. */
    data object Ways : ListingEvent

    /** Has it read aloud, or no more. */
    data class Listen(val listing: Listing) : ListingEvent

    /** Hands it to another program, as a text. */
    data class Share(val text: String) : ListingEvent

    /** A number, an address: the platform opens it, after this tap and never before. */
    data class Take(val way: WayToAnswer) : ListingEvent
}

private val FactKind.icon: ImageVector
    get() = when (this) {
        FactKind.WHEN -> Icons.Clock
        FactKind.PLACE -> Icons.MapPin
        FactKind.ONLINE -> Icons.GlobeSimple
        FactKind.PRICE -> Icons.CurrencyEur
        FactKind.SEATS -> Icons.UsersThree
        FactKind.AUDIENCE -> Icons.UsersThree
        FactKind.BRING -> Icons.Info
        FactKind.ORGANISER -> Icons.HouseSimple
        FactKind.SOURCE -> Icons.LinkSimple
    }

/** One listing whole. */
@Composable
fun ListingScreen(state: ListingState, on: (ListingEvent) -> Unit) {
    val listing = state.listing
    Frame(
        top = {
            BackBar(listing?.typeWords.orEmpty(), { on(ListingEvent.Back) }) {
                if (listing != null && state.shares) IconButton(Icons.ShareNetwork, say(Say.shareWith()), { on(ListingEvent.Share(listing.told)) })
                if (listing != null) Keep(listing, on)
            }
        },
        docked = if (listing == null || listing.withdrawn) null else ({ Actions(listing, on) }),
    ) {
        if (state.gone) item { Say(say(Say.appListingGone()), Ekin.type.body) }
        if (listing != null) whole(listing, state, on)
    }
}

@Composable
private fun Keep(listing: Listing, on: (ListingEvent) -> Unit) {
    val (words, icon) = when (listing.saved) {
        true -> say(Say.appListingKept()) to Icons.BookmarkSimpleFill
        false -> say(Say.appListingKeep()) to Icons.BookmarkSimple
    }
    if (isLargeText) IconButton(icon, words, { on(ListingEvent.Keep) }) else IconAndWord(icon, words) { on(ListingEvent.Keep) }
}

/** What one says to a listing: of a place in it, of help, of a thing. */
private val Listing.yes
    get() = when (listingType) {
        ListingType.ACTIVITY, ListingType.CHALLENGE -> Say.appAnswerCome()
        ListingType.NEED, ListingType.PROJECT -> Say.appAnswerHelp()
        else -> Say.appAnswerInterested()
    }

/** Answers go to the inbox that a listing names; one that names none has its telephone, its mail or its page. */
@Composable
private fun Actions(listing: Listing, on: (ListingEvent) -> Unit) = when {
    listing.ways.any { it.kind == WayKind.WEB && it.value.startsWith(INBOX, ignoreCase = true) } -> Beside {
        Button(say(listing.yes), { on(ListingEvent.Answer(listing, AnswerKind.YES)) })
        Button(say(Say.appAnswerOther()), { on(ListingEvent.Answer(listing, AnswerKind.MAYBE)) }, weight = Weight.QUIET)
    }
    else -> Button(say(Say.appListingAnswer()), { on(ListingEvent.Ways) }, Modifier.fillMaxWidth())
}

/** How the address of an inbox begins: it is written to, and never opened. */
private const val INBOX = "ekin:"

/** Facts that are read aloud: the others are for the eye. */
private val TOLD = setOf(FactKind.WHEN, FactKind.PLACE, FactKind.ONLINE, FactKind.PRICE, FactKind.SEATS, FactKind.ORGANISER)

/** What a voice reads of it, each in its own language: what it is, when, where, who, and what there is to say. */
internal fun Listing.aloud(own: String): List<SpokenSentence> =
    listOf(SpokenSentence(typeWords, own), SpokenSentence(title.text, title.language)) +
        facts.filter { it.kind in TOLD }.map { SpokenSentence(it.words, own) } +
        listOfNotNull(summary, body).map { SpokenSentence(it.text, it.language) }

private fun LazyListScope.whole(listing: Listing, state: ListingState, on: (ListingEvent) -> Unit) {
    item { Linen(listing.listingType, listing.pattern.toInt(), Modifier.fillMaxWidth().height(linenHeight(168.dp)), Shapes.card) }
    item { Head(listing) }
    if (state.speaks) {
        item { Button(say(Say.appListingListen()), { on(ListingEvent.Listen(listing)) }, Modifier.fillMaxWidth(), Weight.QUIET, Icons.SpeakerHigh) }
    }
    item {
        Panel {
            for (fact in listing.facts) Line(fact.kind.icon, fact.words, colour = Ekin.tokens.ink, size = 22.dp)
        }
    }
    listing.summary?.let { item { Say(it.text, Ekin.type.strong) } }
    listing.body?.let { item { Say(it.text, Ekin.type.body) } }
    item { Access(listing.access) }
    if (state.ways) {
        if (listing.ways.isEmpty()) item { Say(say(Say.appListingNoWay()), Ekin.type.body) }
        items(listing.ways) { way ->
            val (words, icon) = way.words
            Button(say(words), { on(ListingEvent.Take(way)) }, Modifier.fillMaxWidth(), Weight.QUIET, icon)
        }
    }
}

private val WayToAnswer.words
    get() = when (kind) {
        WayKind.PHONE -> Say.appListingCall(value) to Icons.Phone
        WayKind.EMAIL -> Say.appListingMail(value) to Icons.EnvelopeSimple
        WayKind.WEB -> Say.appListingWeb(value) to Icons.GlobeSimple
    }

@Composable
private fun Head(listing: Listing) = Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
    val standing = listing.transport?.takeUnless { it is Transport.Received }?.standing
    if (listing.statusWords != null || standing != null || listing.versions.isNotEmpty()) {
        Flow {
            listing.statusWords?.let { Happened(listing.status, it) }
            standing?.let { Pill(it) }
            if (listing.versions.isNotEmpty()) Pill(Standing.TWO)
        }
    }
    Heading(listing.title.text, Ekin.type.title1)
    listing.title.other?.let { Line(Icons.Translate, it, style = Ekin.type.small, size = 20.dp) }
}

/** What is said about access, and in one line what is not: not said is not no. */
@Composable
private fun Access(answers: List<AccessAnswer>) = Column(verticalArrangement = Arrangement.spacedBy(Space.s)) {
    Heading(say(Say.appListingAccess()), Ekin.type.title2)
    val tokens = Ekin.tokens
    Flow {
        for (answer in answers) when (answer.answer) {
            true -> Pill(answer.words, Icons.CheckBold, tokens.received, tokens.onReceived)
            false -> Pill(answer.words, Icons.XBold, tokens.stale, tokens.onStale)
            null -> {}
        }
    }
    val unsaid = answers.filter { it.answer == null }.joinToString { it.what }
    if (unsaid.isNotEmpty()) Say(say(Say.appListingAccessUnsaid(unsaid)), Ekin.type.small, colour = tokens.inkSoft)
}
