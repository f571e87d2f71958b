package eus.ekin.ui.welcome

import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.Language
import eus.ekin.core.LinkKind
import eus.ekin.ui.CodeRead
import eus.ekin.ui.Presenter
import kotlinx.coroutines.CoroutineScope

/**
 * *Bienvenue*: [territory] is the link that the app was built with, and is joined by the first door, also without a network. Without
 * one, that door leads on all the same.
 */
class WelcomePresenter(
    private val client: EkinClient,
    private val territory: String?,
    language: Language,
    scope: CoroutineScope,
    private val camera: (suspend () -> CodeRead)?,
    private val onLanguage: (Language) -> Unit,
    private val onBack: () -> Unit = {},
    private val onTablet: () -> Unit = {},
    private val onDone: () -> Unit,
) : Presenter<WelcomeState, WelcomeEvent>(WelcomeState(language, camera = camera != null), scope) {
    override fun on(event: WelcomeEvent) {
        when (event) {
            is WelcomeEvent.Choose -> ask(::failed) {
                client.chooseLanguage(event.language)
                set { copy(language = event.language, fault = null) }
                onLanguage(event.language)
            }
            is WelcomeEvent.See -> if (territory == null) onDone() else join(territory)
            is WelcomeEvent.HaveLink -> set { copy(link = link ?: "") }
            is WelcomeEvent.Link -> set { copy(link = event.link, leads = null, fault = null) }
            is WelcomeEvent.Photograph -> photograph()
            is WelcomeEvent.Join -> look(now.link.orEmpty())
            is WelcomeEvent.Follow -> now.leads?.let { leads -> ask(::failed) { follow(now.link.orEmpty(), leads.kind) } }
            is WelcomeEvent.Leave -> set { copy(leads = null) }
            is WelcomeEvent.Back -> onBack()
            is WelcomeEvent.Tablet -> onTablet()
        }
    }

    /** What the camera read stands in the field, to be joined or not. */
    private fun photograph() {
        val camera = camera ?: return
        ask(::failed) {
            when (val came = camera()) {
                is CodeRead.Found -> set { copy(link = came.text.trim(), leads = null, fault = null) }
                is CodeRead.Nothing -> set { copy(link = link ?: "", fault = Words(language)[came.says]) }
            }
        }
    }

    private fun join(link: String) = ask(::failed) { follow(link, LinkKind.TERRITORY) }

    /** One door for territories and houses. Where it leads is said first, unless that is the first territory of all. */
    private fun look(link: String) = ask(::failed) {
        val leads = client.lookAtLink(link)
        if (leads.asks) set { copy(leads = leads, fault = null) } else follow(link, leads.kind)
    }

    private suspend fun follow(link: String, kind: LinkKind) {
        try {
            when (kind) {
                LinkKind.TERRITORY -> client.join(link)
                LinkKind.HOUSE -> client.acceptInvitation(link)
            }
        } catch (failure: Failure.Refused) {
            // Joined already: it is there, which is what was wanted.
            if (failure.code != "already-joined") throw failure
        }
        onDone()
    }

    private fun failed(failure: Failure) = set { copy(link = link ?: "", leads = null, fault = Words(language).of(failure)) }
}
