package eus.ekin.ui.welcome

import eus.ekin.client.EkinClient
import eus.ekin.client.Words
import eus.ekin.core.Failure
import eus.ekin.core.Language
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
            is WelcomeEvent.Link -> set { copy(link = event.link, fault = null) }
            is WelcomeEvent.Photograph -> photograph()
            is WelcomeEvent.Join -> join(now.link.orEmpty())
        }
    }

    /** What the camera read stands in the field, to be joined or not. */
    private fun photograph() {
        val camera = camera ?: return
        ask(::failed) {
            when (val came = camera()) {
                is CodeRead.Found -> set { copy(link = came.text.trim(), fault = null) }
                is CodeRead.Nothing -> set { copy(link = link ?: "", fault = Words(language)[came.says]) }
            }
        }
    }

    private fun join(link: String) = ask(::failed) {
        try {
            follow(link)
        } catch (failure: Failure.Refused) {
            // Joined already: it is there, which is what was wanted.
            if (failure.code != "already-joined") throw failure
        }
        onDone()
    }

    /** A territory's link, or a house's invitation: one door for both. */
    private suspend fun follow(link: String) {
        try {
            client.join(link)
        } catch (failure: Failure.Link) {
            if (failure.code != INVITATION) throw failure
            client.acceptInvitation(link)
        }
    }

    private companion object {
        /** The link is good, and of something else than a territory. */
        const val INVITATION = "other-link"
    }

    private fun failed(failure: Failure) = set { copy(link = link ?: "", fault = Words(language).of(failure)) }
}
