"""The words around the dates that pages show: labels, months and days of the week, in a dozen languages.

What is not written here is no date. A name that means one month in one language and another in the next
is left out: "listopada" is November in Polish and October in Croatian.
"""

from __future__ import annotations

PUBLISHED = (
    # label, a line that shows it
    ("published on", "Published on January 14, 2023"),
    ("published at", "Published at 17:05 GMT, 14 January 2023"),
    ("published", "Published 14 Jan 2023"),
    ("publication date", "Publication date: 14.01.2023"),
    ("date published", "Date published: 14 January 2023"),
    ("date of publication", "Date of publication: 14 January 2023"),
    ("posted on", "Posted on January 14, 2023"),
    ("posted at", "Posted at 17:05, 14 January 2023"),
    ("posted", "Posted: 14 Jan 2023"),
    ("issued on", "Issued on: 14/01/2023"),
    ("issued", "Issued 14 January 2023"),
    ("released on", "Released on 14 January 2023"),
    ("released", "Released: 14 January 2023"),
    ("date", "Date: 14 January 2023"),
    ("опубліковано", "Опубліковано 14 січня 2023"),
    ("дата публікації", "Дата публікації: 14.01.2023"),
    ("опубликовано", "Опубликовано 14 января 2023"),
    ("дата публикации", "Дата публикации: 14.01.2023"),
    ("отправлено", "Отправлено: 14 января 2023, 17:05 (UTC+3)"),
    ("размещено", "Размещено: 14 января 2023"),
    ("добавлено", "Добавлено: 14.01.2023"),
    ("дата", "Дата: 14.01.2023"),
    ("publié le", "Publié le 14 janvier 2023 à 17 h 05 (heure de Paris)"),
    ("publié", "Publié : 14 janvier 2023"),
    ("mis en ligne le", "Mis en ligne le 14 janvier 2023"),
    ("paru le", "Paru le samedi 14 janvier 2023"),
    ("posté le", "Posté le 14/01/2023 à 17h05"),
    ("veröffentlicht am", "Veröffentlicht am 14. Januar 2023 um 17:05 Uhr"),
    ("veröffentlicht", "Veröffentlicht: Samstag, 14. Januar 2023"),
    ("erschienen am", "Erschienen am 14. Januar 2023"),
    ("datum", "Datum: 14.01.2023"),
    ("publicado el", "Publicado el 14 de enero de 2023"),
    ("publicado em", "Publicado em 14 de janeiro de 2023 às 17h05"),
    ("publicado", "Publicado: sábado, 14 de enero de 2023"),
    ("publicada el", "Publicada el 14 de enero del 2023"),
    ("fecha de publicación", "Fecha de publicación: 14/01/2023"),
    ("fecha", "Fecha: 14 enero 2023"),
    ("pubblicato il", "Pubblicato il 14 gennaio 2023 alle 17:05"),
    ("pubblicato", "Pubblicato: 14 gennaio 2023"),
    ("data", "Data: 14 stycznia 2023 r."),
    ("opublikowano", "Opublikowano: 14 stycznia 2023"),
    ("gepubliceerd op", "Gepubliceerd op 14 januari 2023 om 17:05"),
    ("yayın tarihi", "Yayın tarihi: 14.01.2023 17:05"),
    ("yayınlanma tarihi", "Yayınlanma tarihi: 14 Ocak 2023 Cumartesi"),
    ("yayınlanma", "Yayınlanma: 14 Ocak 2023 17:05"),
    ("yayınlandı", "Yayınlandı: 14 Ocak 2023"),
    ("giriş tarihi", "Giriş tarihi: 14 Ocak 2023"),
    ("giriş", "Giriş: 14.01.2023"),
    ("oluşturulma tarihi", "Oluşturulma tarihi: 14 Ocak 2023"),
    ("tarih", "Tarih: 14 Ocak 2023"),
    ("نشر في", "نشر في 14 يناير 2023"),
    ("نُشر في", "نُشر في ١٤ يناير ٢٠٢٣"),
    ("نشر بتاريخ", "نشر بتاريخ: السبت، 14 كانون الثاني/يناير 2023"),
    ("نشرت في", "نشرت في 14 يناير 2023"),
    ("تم النشر في", "تم النشر في 14 يناير 2023 الساعة 17:05"),
    ("تاريخ النشر", "تاريخ النشر: 14 كانون الثاني 2023"),
    ("פורסם בתאריך", "פורסם בתאריך 14.01.2023"),
    ("פורסם", "פורסם: 14 בינואר 2023"),
)
FIRST_PUBLISHED = (
    ("first published on", "First published on 14 January 2023"),
    ("first published at", "First published at 17:05 GMT, 14 January 2023"),
    ("first published", "First published 14 Jan 2023"),
    ("originally published on", "Originally published on 14 January 2023"),
    ("originally published", "Originally published January 14, 2023"),
    ("first posted", "First posted 14 Jan 2023"),
)
UPDATED = (
    ("last updated on", "Last updated on January 15, 2023"),
    ("last updated at", "Last updated at 09:10 GMT, 15 January 2023"),
    ("last updated", "Last updated 15 Jan 2023"),
    ("last update", "Last update: 15 January 2023"),
    ("updated on", "Updated on January 15, 2023"),
    ("updated at", "Updated at 09:10 GMT, 15 January 2023"),
    ("updated", "Updated 15 Jan 2023"),
    ("last modified on", "Last modified on 15 Jan 2023"),
    ("last modified", "Last modified: 15 January 2023"),
    ("modified", "Modified Jan 15, 2023"),
    ("last edited", "Last edited 15 January 2023"),
    ("edited", "Edited 15 January 2023"),
    ("update", "Update: 15 January 2023"),
    ("corrected on", "Corrected on 15 January 2023"),
    ("оновлено", "Оновлено 15 січня 2023"),
    ("обновлено", "Обновлено 15 января 2023"),
    ("изменено", "Изменено 15.01.2023"),
    ("змінено", "Змінено 15.01.2023"),
    ("mis à jour le", "Mis à jour le 15 janvier 2023 à 09 h 10"),
    ("mis à jour à", "Mis à jour à 9 h 10, 15 janvier 2023"),
    ("mis à jour", "Mis à jour : 15 janvier 2023"),
    ("mise à jour le", "Mise à jour le 15/01/2023"),
    ("mise à jour", "Mise à jour : 15 janvier 2023"),
    ("modifié le", "Modifié le 15 janvier 2023"),
    ("aktualisiert am", "Aktualisiert am 15. Januar 2023, 9.10 Uhr"),
    ("aktualisiert", "Aktualisiert: 15.01.2023"),
    ("zuletzt aktualisiert", "Zuletzt aktualisiert: 15. Januar 2023"),
    ("letzte aktualisierung", "Letzte Aktualisierung: 15.01.2023"),
    ("stand", "Stand: 15.01.2023"),
    ("actualizado el", "Actualizado el 15 de enero de 2023"),
    ("actualizado", "Actualizado: 15 ene 2023"),
    ("atualizado em", "Atualizado em 15 de janeiro de 2023"),
    ("aggiornato il", "Aggiornato il 15 gennaio 2023"),
    ("aktualizacja", "Aktualizacja: 15 stycznia 2023"),
    ("bijgewerkt op", "Bijgewerkt op 15 januari 2023"),
    ("güncelleme tarihi", "Güncelleme tarihi: 15 Ocak 2023"),
    ("güncelleme", "Güncelleme: 15.01.2023 09:10"),
    ("güncellendi", "Güncellendi: 15 Ocak 2023"),
    ("son güncelleme", "Son güncelleme: 15 Ocak 2023"),
    ("آخر تحديث", "آخر تحديث: 15 يناير 2023"),
    ("تم التحديث", "تم التحديث 15 يناير 2023"),
    ("עודכן", "עודכן: 15 בינואר 2023"),
)
MONTHS = (
    "january jan січня января янв janvier janv januar jänner enero ene gennaio gen janeiro ocak oca stycznia"
    " januari ianuarie yanvar يناير كانون_الثاني جانفي ינואר",
    "february feb лютого февраля фев février fevrier févr fév februar febrero febbraio fevereiro fev şubat"
    " şub lutego februari februarie fevral فبراير شباط فيفري פברואר",
    "march mar березня марта мар mars märz mrz marzo março mart marca maart martie مارس آذار מרץ",
    "april apr квітня апреля апр avril avr abril abr aprile nisan kwietnia aprilie aprel"
    " أبريل إبريل ابريل نيسان أفريل אפריל",
    "may травня мая mai mayo maggio maio mayıs maja mei مايو أيار ماي מאי",
    "june jun червня июня juin juni junio giugno junho haziran czerwca iunie iyun يونيو حزيران جوان יוני",
    "july jul липня июля juillet juil juli julio luglio julho temmuz lipca iulie iyul يوليو تموز جويلية יולי",
    "august aug серпня августа авг août aout agosto ago ağustos sierpnia augustus avqust أغسطس آب أوت אוגוסט",
    "september sept sep вересня сентября сен septembre septiembre setiembre settembre setembro eylül"
    " września septembrie sentyabr سبتمبر أيلول ספטמבר",
    "october oct жовтня октября окт octobre oktober okt octubre ottobre outubro ekim października octombrie"
    " oktyabr أكتوبر اكتوبر تشرين_الأول אוקטובר",
    "november nov листопада ноября ноя novembre noviembre novembro kasım noiembrie noyabr"
    " نوفمبر تشرين_الثاني נובמבר",
    "december dec грудня декабря дек décembre decembre déc dezember dez diciembre dic dicembre dezembro"
    " aralık grudnia decembrie dekabr ديسمبر كانون_الأول דצמבר",
)
"""The names of the twelve months, as dates have them. An underscore stands for the blank within a name."""
WEEKDAYS = (
    "mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday"
    " понеділок вівторок середа четвер п'ятниця п’ятниця субота неділя"
    " понедельник вторник среда четверг пятница суббота воскресенье"
    " lundi mardi mercredi jeudi vendredi samedi dimanche"
    " montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag"
    " lunes martes miércoles jueves viernes sábado domingo"
    " lunedì martedì mercoledì giovedì venerdì sabato domenica"
    " segunda-feira terça-feira quarta-feira quinta-feira sexta-feira"
    " pazartesi salı çarşamba perşembe cuma cumartesi pazar"
    " poniedziałek wtorek środa czwartek piątek sobota niedziela"
    " maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"
    " الاثنين الإثنين الثلاثاء الأربعاء الاربعاء الخميس الجمعة السبت الأحد الاحد"
)
BYLINES = (
    "by|written by|words by|reporting by|from|author|автор|автори|авторы|від|par|von|por|di|door|autor|"
    "autora|auteur|yazan|yazar|haber|بقلم|كتب|מאת"
)
"""What stands before the names of the authors."""
NOT_ITS_OWN = (
    "related|read|see|also|photo|file|image|picture|credit|copyright|rights|archive|today|now|from|since|until|"
    "expires?|event|deadline|born|died|читайте|фото|архів|архив|сегодня|сьогодні|lire|voir|archives?|aujourd[’']hui|"
    "foto|bild|grafik|siehe|lesen|heute|hoy|archivo|oggi|bugün|fotoğraf|arşiv|صورة|اليوم|أرشيف|اقرأ"
)
"""Words that say that a date next to them is of something else."""
