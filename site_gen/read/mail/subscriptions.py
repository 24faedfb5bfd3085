"""The words of mails on their own subscription: how to leave it, why one has the mail, where it is as a page."""

from __future__ import annotations

import re
from typing import Final

# What leads to a reader's own settings, in words or in an address.
_UNSUBSCRIBE: Final = re.compile(
    r"unsub|list-?manage|(?:manage|update|change|edit)\s?(?:your |my |e-?mail )?(?:subscription|preferences)"
    r"|e-?mail preferences|subscription (?:preferences|settings|center)"
    r"|stop (?:receiving|getting|sending|this|these|our|such)\b.{0,20}\b(?:e-?mails?|mails?|messages?|news ?letters?"
    r"|alerts|updates)\b"
    r"|(?:no longer (?:wish|want) to|(?:rather|prefer) not(?: to)?) (?:receive|get) (?:(?:this|these|our|such|any"
    r"|further|future|more|the|weekly|daily)\s)*(?:e-?mails?|mails?|messages?|news|letters?|alerts|updates|notifications"
    r"|communications?|from us|them|it)\b"
    # "Wenn Sie den Brief nicht mehr bekommen möchten", and the same in other languages
    r"|(?:wenn|falls) (?:sie|du|ihr)\b.{0,60}\b(?:nicht (?:mehr|länger)|keine?\w*)\b.{0,40}"
    r"(?:bekommen|erhalten|empfangen|beziehen) (?:möcht|woll|willst|wünsch)"
    r"|si (?:vous|tu) ne (?:souhaite[sz]|voulez|veux|désire[sz]) plus (?:les? |la )?recevoir"
    r"|si (?:ya )?no (?:deseas?|quieres?|desean|quieren) (?:seguir )?recib"
    r"|(?:se|caso) (?:você )?(?:já )?não (?:quiser|quer|queira|desejar|deseja|deseje|pretende[rs]?) (?:mais )?receber"
    r"|se non (?:desider[ia]|vuoi|vuole) più ricevere"
    r"|(?:als|wil|wilt) (?:u|je)\b.{0,50}\b(?:niet|geen)\b.{0,30}ontvangen"
    r"|(?:om|hvis|vill) du\b.{0,30}\b(?:inte|ikke)\b.{0,24}\b(?:få|ta emot|modtage|motta)\b"
    r"|jeśli nie chc\w+ (?:już |więcej )?otrzymywać|если вы (?:больше )?не (?:хотите|желаете) (?:больше )?получать"
    r"|remove (?:me|yourself|your (?:e-?mail )?address)"
    r"|\bforward (?:this (?:e-?mail|mail|message|news ?letter|letter|issue|edition|to (?:a|your|some))|to a friend)"
    r"|newsletter verwalten"
    r"|se d[ée]sabonner|d[ée]sabonn|d[ée]sinscri|g[ée]rer (?:mes|vos) (?:pr[ée]f[ée]rences|abonnements)"
    r"|cancelar (?:la )?suscripci[óo]n"
    r"|anular suscripci[óo]n|cancelar (?:a )?(?:inscri[çc][ãa]o|assinatura)|descadastr|annulla (?:l['’])?iscrizione"
    r"|disiscri|avprenumerera|meld (?:deg|dig) av|peruuta tilaus"
    r"|zru[sš]it odb[eě]r"
    r"|cancell?a(?:re)? l['’]iscrizione"
    r"|отписат|відписат|aboneliğ|abonelikten|配信停止|購読解除|退订|取消订阅|수신거부|إلغاء الاشتراك",
    re.IGNORECASE,
)
# Words that say the same, and other things as well: flights are "cancellati" too.
_MAY_STOP: Final = re.compile(
    r"opt[-_ ]?out|(?:manage|update|change|edit) (?:your |my )?(?:profile|settings)|stop receiving|dar(?:se|te) de baja"
    r"|abmelden|abbestell|austragen|cancellati|uitschrijven|afmelden|afmeld|avregistrera|wypisz|rezygnuj",
    re.IGNORECASE,
)
_OF_LETTERS: Final = re.compile(
    r"news ?letter|rundbrief|mail|\bliste?\b|\blista\b|verteiler|\babo\b|\bbriefe?\b|letter[ae]?\b|\blettre|boletín"
    r"|nieuwsbrief|nyhetsbrev|nyhedsbrev|subskryp|impressum|datenschutz|privacy|\bkli(?:ck|c|k)|\bclic|\bhier\b|\bhere\b|\bqui\b|https?:",
    re.IGNORECASE,
)
_FEW_OF_A_LINK: Final = 4  # words
_STOPS_IN_ADDRESS: Final = re.compile(rf"[/?&=](?:{_MAY_STOP.pattern})\w{{0,6}}(?:[/?&=.#]|$)", re.IGNORECASE)
_IN_BROWSER: Final = re.compile(
    r"(?:view|read|open|see|having trouble)\b.{0,60}\b(?:browser|web ?version)"
    r"|(?:view|read|open|see)(?: (?:this|the|it|our|full|whole|e-?mail|message|news ?letter|letter|issue|version"
    r"|edition|post|article|story))* (?:online|on the web(?:site)?|on our web ?site|as a web ?page|in a web ?page)\b"
    r"|trouble (?:viewing|reading|seeing)|(?:newsletter|e-?mail|mail|nachricht) nicht (?:richtig|korrekt|vollständig)"
    r"|(?:message|e-?mail|newsletter) ne s['’]affiche pas|no (?:puedes?|se) (?:ver|visualiza) (?:bien|correctamente)"
    r"|non (?:riesci a|visualizzi) (?:visualizzare|correttamente)"
    r"|wordt (?:deze|dit) .{0,20} niet goed (?:weergegeven|getoond)"
    r"|web ?version|(?:im|in(?: der| ihrem)?) (?:browser|webversion|online-?version)|online ansehen|(?:voir|lire"
    r"|afficher|consulter).{0,40}(?:navigateur|en ligne)"
    r"|version (?:en ligne|web)|(?:ver|leer).{0,30}navegador|versi[óo]n (?:web|en l[íi]nea)|(?:ver"
    r"|ler).{0,30}navegador|nel (?:tuo )?browser|versione (?:web|online)"
    r"|(?:bekijk|lees).{0,40}(?:browser|online|webversie)|webbl[äa]sare|i (?:din )?(?:nettleser|browser)"
    r"|w przegl[ąa]darce|в браузере|ブラウザで|在浏览器|웹(?:에서|브라우저)",
    re.IGNORECASE,
)
_WHY: Final = re.compile(
    r"(?:was|got) this (?:e-?mail|newsletter|message) forwarded|forwarded (?:this (?:e-?mail|newsletter)|to you)\?"
    r"|(?:te|le|os) han reenviado est[ea]|wurde (?:ihnen|dir) diese.{0,30} weitergeleitet"
    r"|hat (?:ihnen|dir) (?:jemand )?diese.{0,30} weitergeleitet"
    r"|(?:e-?mail|message|lettre|newsletter) (?:vous|t['’]) ?a été transf|(?:ti|le|vi) hanno inoltrato quest"
    r"|encaminharam (?:este|esta|isso)|(?:mail|nieuwsbrief) doorgestuurd gekregen"
    r"|fått (?:det här|denne|dette) .{0,20}vidare"
    r"|our (?:mailing|postal) address is\b|\breferrals?\b.{0,60}\b(?:away|receiv|reward|earn)"
    r"|you(?:['’]re| are) (?:currently |now )?(?:an? |on (?:the |our )?)(?:free|paid|premium|basic|trial) "
    r"(?:subscriber|member|reader|plan|list|trial|version)"
    r"|you(?:['’]re| are|['’]ve| have)?(?: (?:currently|now|only|been|still))? (?:receiv(?:ing|e|ed)|get(?:ting)?|got"
    r"|sent) (?:(?:this|these|our|it)\b.{0,60}\b(?:because|as\b|e-?mails?|mails?|messages?|news ?letters?|letters?"
    r"|list)|(?:the |an? )?(?:e-?mails?|news ?letters?)\b)"
    r"|\bth(?:is|ese) (?:e-?mails?|messages?|news ?letters?|letters?|mailings?) (?:was|were|is|are|has been|comes?)"
    r"(?: \w+)? (?:sent|delivered|intended|addressed|meant|to you)\b"
    r"|(?:because |as )?you(?:['’]re| are|['’]ve| have)?(?: previously| once)? (?:signed up|subscribed|opted in"
    r"|registered)\b.{0,60}\b(?:e-?mails?|mails?|news ?letters?|(?:our|this|mailing) list|updates|alerts"
    r"|(?:to|for|on|at|with|via) (?:this|our|us|the site)\b)"
    r"|(?:sie|du) (?:erhalten|bekommen|erhältst|bekommst|haben|hast) (?:diese\w*|den|unser\w*|eine)\b.{0,30}"
    r"(?:mail|newsletter|nachricht|brief)\b"
    r"|vous (?:recevez|avez reçu) (?:ce|cet|cette|notre)\b.{0,20}\b(?:e-?mail|mail|courriel|message|lettre|newsletter"
    r"|infolettre|bulletin|envoi)\b"
    r"|(?:recib(?:es?|iste|ió|en)|ha(?:s)? recibido) est[ea]\b.{0,20}\b(?:correo|mensaje|e-?mail|boletín|newsletter"
    r"|carta)\b"
    r"|voc[êe] (?:est[áa] )?receb\w*\b.{0,30}\b(?:e-?mail|mensagem|newsletter|carta|boletim)\b"
    r"|(?:ricevi|riceve|ricevete|hai ricevuto) (?:quest|la |la nostra |il )\w*.{0,20}\b(?:e-?mail|mail|newsletter"
    r"|lettera|comunicazione|messaggio)\b"
    r"|(?:je|u) (?:ontvangt|krijgt) (?:deze|dit|onze|de)\b.{0,20}\b(?:e-?mail|mail|nieuwsbrief|bericht|brief)\b"
    r"|du (?:f[åa]r|mottar|modtager) (?:det|den|denne|dette|detta|vårt|vores)\b.{0,20}(?:mail|mejl|e-?post|brev|utskick"
    r"|melding|besked|meddelande)",
    re.IGNORECASE,
)


def leads_to_settings(address: str) -> bool:
    """Whether an address is that of a reader's settings."""
    return any(form.search(address) for form in (_UNSUBSCRIBE, _STOPS_IN_ADDRESS))


def says_stop(text: str) -> bool:
    """Whether words are about leaving a list."""
    if _UNSUBSCRIBE.search(text):
        return True
    may_stop = _MAY_STOP.search(text) is not None
    return may_stop and (len(text.split()) < _FEW_OF_A_LINK or _OF_LETTERS.search(text) is not None)


def tells_why(text: str) -> bool:
    """Whether words say why somebody has a mail."""
    return _WHY.search(text) is not None


def is_in_browser(text: str) -> bool:
    """Whether words lead to the mail as a page."""
    return len(text) < 200 and _IN_BROWSER.search(text) is not None


def is_about_subscription(text: str) -> bool:
    """Whether words tell readers of their subscription."""
    return len(text) < 600 and (tells_why(text) or says_stop(text))
