# العربية الفصحى الحديثة. المعاملات مشروحة في en.ftl.

## العناوين

sign-in = تسجيل الدخول
sign-up = إنشاء حساب
forgot-title = إعادة تعيين كلمة المرور
check-your-mail = تحقَّق من بريدك الإلكتروني
enter-password = أدخِل كلمة المرور
choose-title = اختَر طريقة التحقق
choose-new-title = اختر ما تريد إعداده
set-password = تعيين كلمة مرور
verify-email = أكِّد هويتك
generic-title = خطوة أخرى
ended-title = انتهت عملية تسجيل الدخول هذه
expired-title = انتهت مهلة تسجيل الدخول هذا
misconfigured-title = لم يُعَدّ تسجيل الدخول إعدادًا صحيحًا
signed-in-title = تم تسجيل دخولك

## جملة أو جملتان تحت العنوان

sign-up-lead = أنشِئ حسابًا. لا يلزمك سوى عنوان بريدك الإلكتروني ودقيقة واحدة.
forgot-lead = أدخِل اسم المستخدم وسنساعدك في إعادة تعيين كلمة المرور.
unlock-lead = أدخِل اسم المستخدم وسنساعدك في إلغاء قفل حسابك.
code-lead = أرسلنا رسالة إلى { $address }. أدخِل الرمز الوارد فيها، أو افتح رابطها في هذا المتصفح.
code-lead-no-address = أرسلنا إليك رسالة إلكترونية. أدخِل الرمز الوارد فيها، أو افتح رابطها في هذا المتصفح.
code-only-lead = أرسلنا رسالة إلى { $address }. أدخِل الرمز الوارد فيها.
code-only-lead-no-address = أرسلنا إليك رسالة إلكترونية. أدخِل الرمز الوارد فيها.
code-lead-if-account = إذا كان هناك حساب باسم { $username }، فقد أرسلنا رسالة إلى عنوان بريده الإلكتروني. أدخِل الرمز الوارد فيها، أو افتح رابطها في هذا المتصفح.
code-only-lead-if-account = إذا كان هناك حساب باسم { $username }، فقد أرسلنا رسالة إلى عنوان بريده الإلكتروني. أدخِل الرمز الوارد فيها.
send-lead = يمكننا إرسال رسالة إلكترونية فيها رمز إلى { $address }.
send-lead-no-address = يمكننا إرسال رسالة إلكترونية فيها رمز إليك.
choose-lead = اختَر أحد هذه الخيارات.
generic-lead = تطلب مؤسستك هذا قبل أن تتمكن من المتابعة.
expired-lead = استغرق الأمر وقتًا أطول من اللازم. يمكنك البدء من جديد أدناه.
misconfigured-lead = اتصل بمسؤول النظام. الرقم المرجعي { $reference }

## التسميات والأزرار

username = اسم المستخدم
password = كلمة المرور
remember-username = تذكُّر اسم المستخدم
enter-code = أدخِل الرمز
next = التالي
verify = تحقُّق
continue = متابعة
save = حفظ
send-mail = إرسال رسالة
forgot-password = هل نسيت كلمة المرور؟
sign-up-link = إنشاء حساب
back-to-sign-in = العودة إلى تسجيل الدخول
another-username = استخدام اسم مستخدم آخر
resend = إعادة إرسال الرسالة
resend-code = إعادة إرسال الرمز
other-ways = التحقق بطريقة أخرى
code-instead = إدخال الرمز بدلًا من ذلك
password-instead = إدخال كلمة المرور بدلًا من ذلك
unlock-account = إلغاء قفل حسابك
skip = تخطي هذه الخطوة
start-again = البدء من جديد
try-again = إعادة المحاولة
cancel = إلغاء
open-mail = فتح { $provider }
open-mailbox = فتح صندوق البريد
sign-out = تسجيل الخروج
languages = اللغة
change-language = تغيير

## العدّ التنازلي

available-in = بعد { $time }
available-now = يمكنك الآن طلب رسالة أخرى.
available-later = عدد الثواني المتبقية: { $seconds }.
new-tab = يُفتح في علامة تبويب جديدة.
expires-in = تنتهي مهلة تسجيل الدخول هذا بعد { $time }.
ticking-minutes = { $minutes } د
ticking-seconds = { $seconds } ث
waiting-for-link = في انتظار أن تفتح الرابط…
waiting-no-script =
    { $seconds ->
        [zero] تبحث هذه الصفحة عن الجديد باستمرار.
        [one] تبحث هذه الصفحة عن الجديد كل ثانية.
        [two] تبحث هذه الصفحة عن الجديد كل ثانيتين.
        [few] تبحث هذه الصفحة عن الجديد كل { $seconds } ثوانٍ.
        [many] تبحث هذه الصفحة عن الجديد كل { $seconds } ثانية.
       *[other] تبحث هذه الصفحة عن الجديد كل { $seconds } ثانية.
    }

## أوقات داخل نصوص أخرى، وتأتي بعد «بعد» أو «انتظر»

minutes =
    { $minutes ->
        [zero] أقل من دقيقة
        [one] دقيقة واحدة
        [two] دقيقتين
        [few] { $minutes } دقائق
        [many] { $minutes } دقيقة
       *[other] { $minutes } دقيقة
    }
seconds =
    { $seconds ->
        [zero] أقل من ثانية
        [one] ثانية واحدة
        [two] ثانيتين
        [few] { $seconds } ثوانٍ
        [many] { $seconds } ثانية
       *[other] { $seconds } ثانية
    }

## الرسائل

username-missing = أدخِل اسم المستخدم. وهو عادةً عنوان بريدك الإلكتروني.
username-too-long = اسم المستخدم هذا طويل جدًا. الحد الأقصى هو 254 حرفًا.
username-malformed = لا يبدو هذا اسم مستخدم. تحقَّق من عدم وجود أحرف زائدة، على غرار ⁨ada@example.com⁩.
looks-mistyped = يبدو هذا غير مكتمل. تحقَّق منه، أو اختَر «التالي» مرة أخرى لاستخدامه.
address-looks-mistyped = يبدو هذا غير مكتمل. تحقَّق منه، أو أرسِله مرة أخرى لاستخدامه كما هو.
wrong-code = { okta-api-authn-error-PASSCODE_INVALID }
wrong-password = { okta-incorrectPassword }
wrong-pair = { okta-errors-E0000004 }
code-missing = أدخِل الرمز.
code-digits =
    { $digits ->
        [zero] ليس في الرمز أرقام. أدخِل أحدث رمز.
        [one] يتكون الرمز من رقم واحد. أدخِل أحدث رمز.
        [two] يتكون الرمز من رقمين. أدخِل أحدث رمز.
        [few] يتكون الرمز من { $digits } أرقام. أدخِل أحدث رمز.
        [many] يتكون الرمز من { $digits } رقمًا. أدخِل أحدث رمز.
       *[other] يتكون الرمز من { $digits } رقم. أدخِل أحدث رمز.
    }
code-unlike = لا يبدو هذا هو الرمز. أدخِل أحدث رمز.
field-missing = املأ الحقل «{ $label }».
option-missing = اختَر أحد الخيارات.
text-too-short =
    { $count ->
        [zero] استخدِم حرفًا واحدًا على الأقل.
        [one] استخدِم حرفًا واحدًا على الأقل.
        [two] استخدِم حرفين على الأقل.
        [few] استخدِم { $count } أحرف على الأقل.
        [many] استخدِم { $count } حرفًا على الأقل.
       *[other] استخدِم { $count } حرف على الأقل.
    }
text-too-long =
    { $count ->
        [zero] لا تستخدِم أي حرف.
        [one] استخدِم حرفًا واحدًا على الأكثر.
        [two] استخدِم حرفين على الأكثر.
        [few] استخدِم { $count } أحرف على الأكثر.
        [many] استخدِم { $count } حرفًا على الأكثر.
       *[other] استخدِم { $count } حرف على الأكثر.
    }
number-unlike = أدخِل رقمًا، مثل 12 أو 1.5.
integer-unlike = أدخِل رقمًا صحيحًا، مثل 12.
date-unlike = أدخِل تاريخًا بالسنة والشهر واليوم، مثل 1990-12-31.
several-hint = افصِل بين الإجابات بفواصل.
unreachable = تعذَّر الوصول إلى الخادم. ما أدخلته لا يزال هنا: تحقَّق من اتصالك وأعِد المحاولة.
refused = لم يقبل الخادم ذلك. ما أدخلته لا يزال هنا: اختصِره أو أعِد تحميل الصفحة، ثم أعِد المحاولة.
org-unavailable = لا تستجيب خدمة تسجيل الدخول. أعِد المحاولة بعد قليل؛ ما أدخلته محفوظ.
org-unavailable-no-detail = أرسلت خدمة تسجيل الدخول استجابة لا يمكننا استخدامها. أعِد المحاولة بعد قليل؛ ما أدخلته محفوظ.
too-many-requests = خدمة تسجيل الدخول مشغولة. انتظر { seconds }، ثم أعِد المحاولة.
too-many-tries = تكرر ذلك كثيرًا في وقت قصير. انتظر { seconds }، ثم أعِد المحاولة.
too-many-mails = لقد طلبت عدة رسائل بالفعل. استخدِم أحدثها، وتحقَّق من مجلد البريد غير المرغوب فيه، أو اطلب رسالة أخرى بعد { $time }.
too-many-addresses = أُدخلت أسماء مستخدمين كثيرة مختلفة من شبكتك. أعِد المحاولة بعد { $time }.
too-many-guesses = كانت هناك محاولات خاطئة كثيرة. ابدأ من جديد.
too-many-codes = أُدخلت رموز خاطئة كثيرة لهذا الحساب. افتح الرابط الوارد في الرسالة في هذا المتصفح بدلًا من ذلك، أو أعِد المحاولة بعد { $time }.
resend-too-soon = لقد طلبت رسالة قبل لحظات. يمكنك طلب رسالة أخرى بعد { seconds }.
resent = أرسلنا رسالة أخرى. لم يعد الرمز السابق صالحًا.
resent-code = أرسلنا رمزًا آخر. لم يعد الرمز السابق صالحًا.
resent-if-account = إذا كان هناك حساب باسم { $username }، فقد أرسلنا رسالة أخرى إلى عنوان بريده الإلكتروني. لم يعد الرمز السابق صالحًا.
out-of-date = كانت تلك الصفحة قديمة. هذه هي الخطوة الحالية من تسجيل دخولك.
expired-restart = استغرق ذلك وقتًا أطول من اللازم وانتهت مهلته. يمكنك المتابعة من هنا.
tokens-refused = أكَّدت مؤسستك هويتك، لكن استجابتها لم تجتز عمليات التحقق لدينا، ولذلك لم نسجّل دخولك. ابدأ من جديد.
restarted = فقدنا أثر عملية تسجيل الدخول تلك وعلينا البدء من جديد. اختَر «التالي» للمتابعة.
no-cookies = لم يرسل متصفحك ملف تعريف الارتباط اللازم لتسجيل الدخول، ولذلك لم يحدث شيء. اسمح بملفات تعريف الارتباط لهذا الموقع، وأعِد تحميل الصفحة، ثم أعِد المحاولة.
not-understood = تعذَّرت علينا قراءة ما أُرسل. تحقَّق من إجابتك وأعِد المحاولة.
signed-out = تم تسجيل خروجك.
no-such-link = هذا الرابط لا يخص عملية تسجيل الدخول في هذا المتصفح.
refused-elsewhere = لم تسمح مؤسستك بتلك الخطوة. عملية تسجيل دخولك محفوظة: تابِع من هنا أو اختَر طريقة أخرى.
unfinished = تطلب مؤسستك خطوة أخرى. تابِع من هنا.
sign-up-not-offered = لا يتوفر إنشاء حساب في هذه المؤسسة. يمكنك تسجيل الدخول بدلًا من ذلك.
recovery-not-offered = لا تتوفر إعادة تعيين كلمة المرور في هذه المؤسسة.
unlock-not-offered = لا يتوفر إلغاء قفل الحسابات في هذه المؤسسة.
link-refused = لم يعد ذلك الرابط صالحًا. أدخِل أحدث رمز أو اطلب رسالة أخرى.

## الصفحة التي يفتحها رابط الرسالة

link-title = إكمال تسجيل الدخول
link-lead = فتحت رابط الرسالة في المتصفح الصحيح. بقيت خطوة واحدة.
link-elsewhere-title = أوشكت على الانتهاء
link-elsewhere-lead = بدأت تسجيل الدخول في علامة تبويب أخرى أو على جهاز آخر. عُد إلى هناك وأدخِل هذا الرمز.
link-elsewhere-warning = ألم تبدأ تسجيل الدخول؟ إذًا استخدم شخص آخر عنوان بريدك الإلكتروني: لا تشارك الرمز مع أحد، وأغلِق هذه الصفحة.
link-waiting-title = لا يمكن استخدام هذا الرابط
link-waiting-lead = إنه ناقص، أو يخص رسالة سابقة. لا تزال عملية تسجيل دخولك في هذا المتصفح قائمة: تابِع هناك باستخدام الرمز أو الرابط الوارد في أحدث رسالة.
link-waiting-continue = متابعة تسجيل الدخول
link-unknown-title = هذا الرابط لا يعمل هنا
link-unknown-lead = إنه قديم جدًا، أو استُخدم من قبل، أو يخص عملية تسجيل دخول لا نعرفها. ابدأ عملية جديدة.
your-code = رمزك

## الصفحة الرئيسية وصفحات أخرى

greeting = مرحبًا، { $name }
greeting-no-name = مرحبًا
signed-in-as = تم تسجيل دخولك باسم { $username }.
claim-name = الاسم
claim-username = اسم المستخدم
claim-email = البريد الإلكتروني
claim-email-verified = تم التحقق من البريد الإلكتروني
claim-signed-in-at = وقت تسجيل الدخول
claim-methods = طريقة التحقق
claim-subject = معرّف المستخدم
yes = نعم
no = لا
session-ends =
    { $minutes ->
        [zero] تنتهي جلستك في { $time }، أو عند عدم الاستخدام.
        [one] تنتهي جلستك في { $time }، أو بعد دقيقة واحدة من عدم الاستخدام.
        [two] تنتهي جلستك في { $time }، أو بعد دقيقتين من عدم الاستخدام.
        [few] تنتهي جلستك في { $time }، أو بعد { $minutes } دقائق من عدم الاستخدام.
        [many] تنتهي جلستك في { $time }، أو بعد { $minutes } دقيقة من عدم الاستخدام.
       *[other] تنتهي جلستك في { $time }، أو بعد { $minutes } دقيقة من عدم الاستخدام.
    }
not-found-title = هذه الصفحة غير موجودة
not-found-lead = قد يكون العنوان مكتوبًا بشكل خاطئ أو قديمًا.
problem-title = لم ينجح ذلك
problem-lead = حدث خطأ لدينا. لم يُستخدم شيء مما أدخلته؛ أعِد المحاولة بعد قليل.
problem-foreign = لم يأتِ ذلك النموذج من هذا الموقع، أو لم يذكر متصفحك ذلك. افتح صفحة تسجيل الدخول وأعِد المحاولة.
problem-stale-form = كان ذلك النموذج قديمًا أو فُتح في متصفح آخر، ولذلك لم يحدث شيء. إليك نموذجًا جديدًا: يُرجى إعادة المحاولة.
problem-too-large = كان ذلك أكثر مما يمكننا قراءته. اختصِر ما أدخلته وأعِد المحاولة.
problem-headers-too-large = أرسل متصفحك ملفات تعريف ارتباط أكثر مما يمكننا قراءته. احذف ملفات تعريف الارتباط لهذا الموقع من إعدادات متصفحك، ثم أعِد المحاولة.
reference = الرقم المرجعي
go-home = الانتقال إلى صفحة البداية
bouncing = لحظة من فضلك…
confirmed-title = أوشكت على الانتهاء
confirmed-lead = أكَّدت مؤسستك هويتك. اختَر «متابعة» لإكمال تسجيل الدخول.

## رسائل Okta

okta-api-authn-error-PASSCODE_INVALID = هذا الرمز غير صحيح أو لم يعد صالحًا. استخدِم أحدث رمز وأعِد المحاولة.
okta-idx-session-expired = انتهت مهلة تسجيل الدخول هذا. ابدأ من جديد.
okta-idx-unknown-user = لا يوجد حساب باسم المستخدم { $param0 }. تحقَّق منه أو أنشِئ حسابًا.
okta-errors-E0000004 = البيانات غير متطابقة. تحقَّق مما أدخلته وأعِد المحاولة.
okta-incorrectPassword = كلمة المرور هذه غير صحيحة. أعِد المحاولة.
okta-errors-E0000069 = هذا الحساب مقفل. اطلب من مسؤول النظام إلغاء قفله.
okta-errors-E0000119 = { okta-errors-E0000069 }
okta-idx-error-user-not-assigned-to-app = لا يحق لحسابك استخدام هذا التطبيق. اطلب الإذن من مسؤول النظام.
okta-idx-error-code-user_not_assigned = { okta-idx-error-user-not-assigned-to-app }
okta-security-access_denied = لا يحق لك تسجيل الدخول هنا. اطلب الإذن من مسؤول النظام.
okta-tooManyRequests = تكرر ذلك كثيرًا. انتظر لحظة، ثم أعِد المحاولة.
okta-errors-E0000047 = { okta-tooManyRequests }
okta-registration-error-notUniqueWithinOrg = يوجد حساب بهذه القيمة ({ $param0 }) بالفعل. سجِّل الدخول بدلًا من ذلك.
okta-registration-error-invalidLoginEmail = هذا ليس عنوان بريد إلكتروني. اكتبه على غرار ⁨ada@example.com⁩.
okta-idx-return-link-expired = { link-refused }
okta-idx-return-stale = { link-refused }
okta-idx-recovery-completed = تم تغيير كلمة المرور. سجِّل الدخول بها.
okta-oie-selfservice-reset-password-not-allowed = لا توجد كلمة مرور لإعادة تعيينها لهذا الحساب. سجِّل الدخول برسالة إلكترونية، أو اسأل مسؤول النظام.
okta-idx-operation-cancelled-by-user = أُلغيت عملية تسجيل الدخول هذه.
okta-idx-operation-cancelled-on-other-device = { okta-idx-operation-cancelled-by-user }
okta-idx-enter-otp-in-original-tab = عُد إلى المتصفح أو الجهاز الذي بدأت فيه وأدخل الرمز هناك.
okta-idx-return-to-original-tab = يمكنك إغلاق هذه الصفحة. يستمر تسجيل دخولك في علامة التبويب التي بدأت فيها.
okta-idx-transferred-to-new-tab = { okta-idx-return-to-original-tab }
okta-idx-email-verification-required = للإنهاء، افتح الرابط في البريد الذي أرسلناه إليك.
okta-idx-request-activation-email = أرسلنا إليك بريد تفعيل آخر. افتح رابطه للمتابعة.
okta-idx-expired-activation-token = رابط التفعيل هذا قديم جدًا. اطلب رابطًا آخر أو اسأل المسؤول.
okta-idx-missing-activation-token = قد يكون حسابك مفعّلاً بالفعل: جرّب تسجيل الدخول. وإلا فتأكد من فتح العنوان كاملاً.
okta-idx-reset-password-activating-user = هذا الحساب غير مفعّل بعد، لذا لا يمكن إعادة تعيين كلمة مروره. اسأل المسؤول.
okta-idx-invalid-forgot-password-token = هذا الرابط قديم جدًا أو استُخدم من قبل. ابدأ من جديد.
okta-idx-invalid-reset-password-token = { okta-idx-invalid-forgot-password-token }
okta-errors-E0000035 = لا يمكن تغيير كلمة مرور هذا الحساب هنا. اسأل المسؤول.
okta-idx-device-activated = تابع على جهازك.
okta-idx-device-not-activated-consent-denied = لم تسمح بالوصول. للمحاولة من جديد ابدأ من جهازك.
okta-idx-device-not-activated-internal-error = حدث خطأ في خدمة تسجيل الدخول. للمحاولة من جديد ابدأ من جهازك.
okta-idx-invalid-device-code = هذا الرمز غير صحيح. أدخل الرمز الذي يعرضه جهازك الآن.
okta-oie-selfservice-unlock_user-success-message = سجّل الدخول باسم المستخدم كما كنت تفعل.
okta-oie-selfservice-unlock_user-landing-to-app-success-message = تم إلغاء قفل حسابك. أكّد هويتك للمتابعة.
okta-oie-selfservice-unlock_user-failed-message = تعذّر إلغاء قفل حسابك. اسأل المسؤول.
okta-oie-selfservice-unlock_user-challenge-failed-permissions = لا يمكنك إلغاء قفل هذا الحساب بنفسك. اسأل المسؤول.
okta-registration-error-generic = حدث خطأ أثناء إنشاء حسابك. حاول التسجيل مرة أخرى.
okta-idx-identity-provider-auth-error = لم تؤكد خدمة تسجيل الدخول الأخرى هويتك. حاول مرة أخرى أو اسأل المسؤول.
okta-idx-error-server-safe-mode-enrollment-unavailable = لا يمكن إعداد أي شيء أثناء صيانة مؤسستك. حاول لاحقًا.
okta-E0000010 = لا تستطيع خدمة تسجيل الدخول الرد الآن. حاول لاحقًا.
okta-E0000009 = { okta-E0000010 }
okta-errors-E0000150 = طُلبت رسائل نصية كثيرة. انتظر قليلاً أو تحقّق بطريقة أخرى.
okta-errors-E0000151 = طُلبت مكالمات كثيرة. انتظر قليلاً أو تحقّق بطريقة أخرى.
okta-idx-return-error = { link-refused }
okta-api-authn-poll-error-push_rejected = لقد رفضت الإشعار. إن كان ذلك خطأً فأعد إرساله.
okta-authfactor-challenge-soft_token-invalid_passcode = { okta-api-authn-error-PASSCODE_INVALID }
okta-authfactor-challenge-soft_token-used_passcode = استُخدم هذا الرمز من قبل. انتظر حتى يعرض التطبيق الرمز التالي.
okta-errors-E0000113 = كان الرمز صحيحًا. انتظر حتى يعرض جهازك الرمز التالي وأدخله أيضًا.
okta-api-factors-error-sms-invalid_phone = لا يمكننا الوصول إلى رقم الهاتف هذا. تحقق منه مع رمز الدولة.
okta-password-passwordRequirementsNotMet = كلمة المرور هذه لا تستوفي المتطلبات أدناه. اختر كلمة أخرى.
okta-password-common = كلمة المرور هذه شائعة جدًا. اختر كلمة أخرى.
okta-tagsNotAllowed = احذف العلامتين < و >.
okta-oie-assurance-unsatisfiable = ليس في حسابك ما يقبله هذا التطبيق. اسأل المسؤول.
okta-core-auth-factor-signedNonce-error-invalidDevice = لا يمكن استخدام هذا الجهاز لتسجيل الدخول. استخدم جهازًا آخر أو اسأل المسؤول.

## تسميات Okta التي صيغت هنا صياغة أفضل

label-identifier = { username }
label-userProfile-firstName = الاسم الأول
label-userProfile-lastName = اسم العائلة
label-userProfile-email = البريد الإلكتروني
label-authenticator = وسيلة التحقق
label-authenticator-methodType = الطريقة
label-authenticator-channel = الطريقة
label-authenticator-phoneNumber = رقم الهاتف
label-authenticator-autoChallenge = إرسال الإشعارات دون سؤال
label-userCode = الرمز
label-credentials = سؤال الأمان
label-credentials-questionKey = السؤال
label-credentials-question = سؤالك
label-credentials-answer = الإجابة

## البلدان

region-AC = جزيرة أسينشيون
region-AD = أندورا
region-AE = الإمارات العربية المتحدة
region-AF = أفغانستان
region-AG = أنتيغوا وبربودا
region-AI = أنغويلا
region-AL = ألبانيا
region-AM = أرمينيا
region-AO = أنغولا
region-AR = الأرجنتين
region-AS = ساموا الأمريكية
region-AT = النمسا
region-AU = أستراليا
region-AW = أروبا
region-AX = جزر آلاند
region-AZ = أذربيجان
region-BA = البوسنة والهرسك
region-BB = بربادوس
region-BD = بنغلاديش
region-BE = بلجيكا
region-BF = بوركينا فاسو
region-BG = بلغاريا
region-BH = البحرين
region-BI = بوروندي
region-BJ = بنين
region-BL = سان بارتليمي
region-BM = برمودا
region-BN = بروناي
region-BO = بوليفيا
region-BQ = هولندا الكاريبية
region-BR = البرازيل
region-BS = جزر البهاما
region-BT = بوتان
region-BW = بوتسوانا
region-BY = بيلاروس
region-BZ = بليز
region-CA = كندا
region-CC = جزر كوكوس (كيلينغ)
region-CD = الكونغو - كينشاسا
region-CF = جمهورية أفريقيا الوسطى
region-CG = الكونغو - برازافيل
region-CH = سويسرا
region-CI = ساحل العاج
region-CK = جزر كوك
region-CL = تشيلي
region-CM = الكاميرون
region-CN = الصين
region-CO = كولومبيا
region-CR = كوستاريكا
region-CU = كوبا
region-CV = الرأس الأخضر
region-CW = كوراساو
region-CX = جزيرة كريسماس
region-CY = قبرص
region-CZ = التشيك
region-DE = ألمانيا
region-DJ = جيبوتي
region-DK = الدانمرك
region-DM = دومينيكا
region-DO = جمهورية الدومينيكان
region-DZ = الجزائر
region-EC = الإكوادور
region-EE = إستونيا
region-EG = مصر
region-EH = الصحراء الغربية
region-ER = إريتريا
region-ES = إسبانيا
region-ET = إثيوبيا
region-FI = فنلندا
region-FJ = فيجي
region-FK = جزر فوكلاند
region-FM = ميكرونيزيا
region-FO = جزر فارو
region-FR = فرنسا
region-GA = الغابون
region-GB = المملكة المتحدة
region-GD = غرينادا
region-GE = جورجيا
region-GF = غويانا الفرنسية
region-GG = غيرنزي
region-GH = غانا
region-GI = جبل طارق
region-GL = غرينلاند
region-GM = غامبيا
region-GN = غينيا
region-GP = غوادلوب
region-GQ = غينيا الاستوائية
region-GR = اليونان
region-GT = غواتيمالا
region-GU = غوام
region-GW = غينيا بيساو
region-GY = غيانا
region-HK = هونغ كونغ
region-HN = هندوراس
region-HR = كرواتيا
region-HT = هايتي
region-HU = هنغاريا
region-ID = إندونيسيا
region-IE = أيرلندا
region-IL = إسرائيل
region-IM = جزيرة مان
region-IN = الهند
region-IO = الإقليم البريطاني في المحيط الهندي
region-IQ = العراق
region-IR = إيران
region-IS = آيسلندا
region-IT = إيطاليا
region-JE = جيرسي
region-JM = جامايكا
region-JO = الأردن
region-JP = اليابان
region-KE = كينيا
region-KG = قيرغيزستان
region-KH = كمبوديا
region-KI = كيريباتي
region-KM = جزر القمر
region-KN = سانت كيتس ونيفيس
region-KP = كوريا الشمالية
region-KR = كوريا الجنوبية
region-KW = الكويت
region-KY = جزر كايمان
region-KZ = كازاخستان
region-LA = لاوس
region-LB = لبنان
region-LC = سانت لوسيا
region-LI = ليختنشتاين
region-LK = سريلانكا
region-LR = ليبيريا
region-LS = ليسوتو
region-LT = ليتوانيا
region-LU = لوكسمبورغ
region-LV = لاتفيا
region-LY = ليبيا
region-MA = المغرب
region-MC = موناكو
region-MD = مولدوفا
region-ME = الجبل الأسود
region-MF = سان مارتن
region-MG = مدغشقر
region-MH = جزر مارشال
region-MK = مقدونيا الشمالية
region-ML = مالي
region-MM = ميانمار (بورما)
region-MN = منغوليا
region-MO = مكاو
region-MP = جزر ماريانا الشمالية
region-MQ = جزر المارتينيك
region-MR = موريتانيا
region-MS = مونتسرات
region-MT = مالطا
region-MU = موريشيوس
region-MV = جزر المالديف
region-MW = ملاوي
region-MX = المكسيك
region-MY = ماليزيا
region-MZ = موزمبيق
region-NA = ناميبيا
region-NC = كاليدونيا الجديدة
region-NE = النيجر
region-NF = جزيرة نورفولك
region-NG = نيجيريا
region-NI = نيكاراغوا
region-NL = هولندا
region-NO = النرويج
region-NP = نيبال
region-NR = ناورو
region-NU = نيوي
region-NZ = نيوزيلندا
region-OM = عُمان
region-PA = بنما
region-PE = بيرو
region-PF = بولينيزيا الفرنسية
region-PG = بابوا غينيا الجديدة
region-PH = الفلبين
region-PK = باكستان
region-PL = بولندا
region-PM = سان بيير ومكويلون
region-PR = بورتوريكو
region-PS = فلسطين
region-PT = البرتغال
region-PW = بالاو
region-PY = باراغواي
region-QA = قطر
region-RE = روينيون
region-RO = رومانيا
region-RS = صربيا
region-RU = روسيا
region-RW = رواندا
region-SA = المملكة العربية السعودية
region-SB = جزر سليمان
region-SC = سيشل
region-SD = السودان
region-SE = السويد
region-SG = سنغافورة
region-SH = سانت هيلينا
region-SI = سلوفينيا
region-SJ = سفالبارد وجان ماين
region-SK = سلوفاكيا
region-SL = سيراليون
region-SM = سان مارينو
region-SN = السنغال
region-SO = الصومال
region-SR = سورينام
region-SS = جنوب السودان
region-ST = ساو تومي وبرينسيبي
region-SV = السلفادور
region-SX = سانت مارتن
region-SY = سوريا
region-SZ = إسواتيني
region-TA = تريستان دا كونا
region-TC = جزر توركس وكايكوس
region-TD = تشاد
region-TG = توغو
region-TH = تايلاند
region-TJ = طاجيكستان
region-TK = توكيلاو
region-TL = تيمور - ليشتي
region-TM = تركمانستان
region-TN = تونس
region-TO = تونغا
region-TR = تركيا
region-TT = ترينيداد وتوباغو
region-TV = توفالو
region-TW = تايوان
region-TZ = تنزانيا
region-UA = أوكرانيا
region-UG = أوغندا
region-US = الولايات المتحدة
region-UY = أورغواي
region-UZ = أوزبكستان
region-VA = الفاتيكان
region-VC = سانت فنسنت وجزر غرينادين
region-VE = فنزويلا
region-VG = جزر فيرجن البريطانية
region-VI = جزر فيرجن الأمريكية
region-VN = فيتنام
region-VU = فانواتو
region-WF = جزر والس وفوتونا
region-WS = ساموا
region-XK = كوسوفو
region-YE = اليمن
region-YT = مايوت
region-ZA = جنوب أفريقيا
region-ZM = زامبيا
region-ZW = زيمبابوي

## متطلبات كلمة المرور الجديدة، كل منها سطر في قائمة

rule-length =
    { $count ->
        [zero] حرف واحد على الأقل
        [one] حرف واحد على الأقل
        [two] حرفان على الأقل
        [few] { $count } أحرف على الأقل
        [many] { $count } حرفًا على الأقل
       *[other] { $count } حرف على الأقل
    }
rule-lower =
    { $count ->
        [zero] حرف لاتيني صغير واحد على الأقل
        [one] حرف لاتيني صغير واحد على الأقل
        [two] حرفان لاتينيان صغيران على الأقل
        [few] { $count } أحرف لاتينية صغيرة على الأقل
        [many] { $count } حرفًا لاتينيًا صغيرًا على الأقل
       *[other] { $count } حرف لاتيني صغير على الأقل
    }
rule-upper =
    { $count ->
        [zero] حرف لاتيني كبير واحد على الأقل
        [one] حرف لاتيني كبير واحد على الأقل
        [two] حرفان لاتينيان كبيران على الأقل
        [few] { $count } أحرف لاتينية كبيرة على الأقل
        [many] { $count } حرفًا لاتينيًا كبيرًا على الأقل
       *[other] { $count } حرف لاتيني كبير على الأقل
    }
rule-digits =
    { $count ->
        [zero] رقم واحد على الأقل
        [one] رقم واحد على الأقل
        [two] رقمان على الأقل
        [few] { $count } أرقام على الأقل
        [many] { $count } رقمًا على الأقل
       *[other] { $count } رقم على الأقل
    }
rule-symbols =
    { $count ->
        [zero] رمز واحد على الأقل، مثل ! أو %
        [one] رمز واحد على الأقل، مثل ! أو %
        [two] رمزان على الأقل، مثل ! أو %
        [few] { $count } رموز على الأقل، مثل ! أو %
        [many] { $count } رمزًا على الأقل، مثل ! أو %
       *[other] { $count } رمز على الأقل، مثل ! أو %
    }
rule-three-kinds = ثلاثة من هذه: حرف لاتيني صغير، حرف لاتيني كبير، رقم، رمز
rule-repeats =
    { $count ->
        [zero] لا يتكرر أي حرف على التوالي
        [one] لا يتكرر أي حرف على التوالي
        [two] لا يتكرر أي حرف أكثر من مرتين على التوالي
        [few] لا يتكرر أي حرف أكثر من { $count } مرات على التوالي
        [many] لا يتكرر أي حرف أكثر من { $count } مرة على التوالي
       *[other] لا يتكرر أي حرف أكثر من { $count } مرة على التوالي
    }
rule-no-username = لا يحتوي على أي جزء من اسم المستخدم
rule-without = لا يحتوي على أي جزء من «{ $label }»
rule-history =
    { $count ->
        [zero] ليست كلمة المرور الأخيرة
        [one] ليست كلمة المرور الأخيرة
        [two] ليست أيًا من آخر كلمتي مرور
        [few] ليست أيًا من آخر { $count } كلمات مرور
        [many] ليست أيًا من آخر { $count } كلمة مرور
       *[other] ليست أيًا من آخر { $count } كلمة مرور
    }
rule-age = لم تُغيَّر منذ { $time } على الأقل

## الهاتف

verify-phone = التحقق باستخدام هاتفك
phone-lead = يمكننا إرسال رمز إلى { $number }.
phone-lead-no-number = يمكننا إرسال رمز إلى هاتفك.
phone-set-up = إعداد هاتفك
phone-set-up-lead = أدخِل الرقم الذي تريد تلقي الرموز عليه.
country = البلد
phone-unlike = لا يبدو هذا رقم هاتف. تحقَّق من أرقامه.
phone-no-country = اختَر بلد الرقم، أو اكتبه مع علامة الزائد ورمز البلد.
check-your-phone = تحقَّق من هاتفك
phone-code-lead = أرسلنا رمزًا إلى { $number }. أدخِله هنا.
phone-code-lead-no-number = أرسلنا رمزًا إلى هاتفك. أدخِله هنا.
send-code = إرسال الرمز

## تطبيق المصادقة

otp-title = أدخِل الرمز من تطبيقك
otp-lead = افتح تطبيق المصادقة، مثل Google Authenticator، وأدخِل الرمز الذي يظهر فيه.
otp-set-up = إعداد تطبيق المصادقة
otp-set-up-lead = امسح رمز QR هذا باستخدام Google Authenticator أو تطبيق مماثل، أو أدخِل فيه هذا المفتاح: { $secret }. ثم أدخِل الرمز الذي يعرضه التطبيق.
otp-qr-code = رمز QR يحمل المفتاح لتطبيقك

## Security question

question-title = أجِب عن سؤال الأمان
question-lead = { $question }
question-set-up = إعداد سؤال الأمان
question-instead = الإجابة عن سؤال الأمان بدلًا من ذلك

## Enrollment

other-set-up = إعداد وسيلة أخرى

## Secrets

show-password = إظهار كلمة المرور
show-answer = إظهار الإجابة

## Names of authenticators

verify-with = تحقّق باستخدام { $name }
set-up-named = إعداد { $name }
send-again = إعادة الإرسال
other-set-up-way = الإعداد بطريقة أخرى

## Choices

for-sign-in = لتسجيل الدخول
for-recovery = لاستعادة حسابك
for-both = لتسجيل الدخول واستعادة حسابك
skips-left =
    { $times ->
        [zero] لا يمكن تخطيه بعد الآن
        [one] يمكن تخطيه مرة أخرى واحدة
        [two] يمكن تخطيه مرتين أخريين
        [few] يمكن تخطيه { $times } مرات أخرى
       *[other] يمكن تخطيه { $times } مرة أخرى
    }
required-from = مطلوب بدءًا من { $date }

## Tokens

token-lead = أدخل الرمز الذي يعرضه جهازك الآن.
token-set-up-lead = أدخل ما أعطتك إياه مؤسستك لهذا الجهاز.
vip-lead = افتح تطبيق Symantec VIP Access وأدخل رمز الأمان الذي يعرضه.
vip-set-up-lead = افتح تطبيق Symantec VIP Access. أدخل معرّف الاعتماد الذي يعرضه، ثم رمزي أمان متتاليين.
yubikey-lead = أدخل مفتاح YubiKey، واختر الحقل أدناه، ثم المس المفتاح. سيكتب الرمز ويتابع.
access-code-lead = أدخل رمز الوصول المؤقت الذي أعطاك إياه المسؤول.

## Okta Verify

verify-app-title = تحقّق باستخدام Okta Verify
verify-app-code-lead = افتح Okta Verify وأدخل الرمز الذي يعرضه.
verify-app-method-lead = اختر كيف يؤكد Okta Verify هويتك.
verify-app-push-lead = أرسلنا إشعارًا إلى Okta Verify على جهازك. وافق عليه هناك.
verify-app-number-lead = أرسلنا إشعارًا إلى Okta Verify على جهازك. اختر هناك الرقم { $number }.
waiting-for-app = بانتظار تأكيدك على جهازك…
verify-app-set-up = إعداد Okta Verify
verify-app-channel-lead = اختر كيف يُضاف حسابك إلى Okta Verify على جهازك.
verify-app-sent-lead = أرسلنا رابطًا إلى { $target }. افتحه على الجهاز الذي عليه Okta Verify.
verify-app-qr-lead = ثبّت Okta Verify على هاتفك. أضف حسابًا هناك وامسح رمز QR هذا.
verify-app-qr-code = رمز QR الذي يضيف حسابك إلى Okta Verify
verify-app-device-lead = أضف حسابك في Okta Verify على هذا الجهاز أو على جهاز أُعدّ من قبل. ستتابع هذه الصفحة تلقائيًا.
waiting-for-set-up = بانتظار إعدادك للتطبيق…

## Password life

reset-password = اختر كلمة مرور جديدة
password-expired = انتهت صلاحية كلمة مرورك
password-expires =
    { $days ->
        [zero] تنتهي صلاحية كلمة مرورك اليوم
        [one] تنتهي صلاحية كلمة مرورك خلال يوم واحد
        [two] تنتهي صلاحية كلمة مرورك خلال يومين
        [few] تنتهي صلاحية كلمة مرورك خلال { $days } أيام
       *[other] تنتهي صلاحية كلمة مرورك خلال { $days } يومًا
    }
password-expires-today = تنتهي صلاحية كلمة مرورك اليوم
password-expires-soon = تنتهي صلاحية كلمة مرورك قريبًا
password-elsewhere-lead = لدى مؤسستك صفحة خاصة لتغيير كلمات المرور.
go-to = الانتقال إلى { $name }

## Consent

consent-title = يطلب { $name } الوصول
consent-title-no-name = يطلب تطبيق الوصول
consent-lead = يطلب ما يلي. بالسماح بالوصول توافق على حصوله على هذه المعلومات.
granular-consent-lead = اختر ما يمكنه الوصول إليه. لا يمكن إزالة ما هو مطلوب.
admin-consent-lead = أنت توافق نيابة عن جميع مستخدمي مؤسستك.
allow = السماح بالوصول
deny = عدم السماح
email-consent-title = هل حاولت تسجيل الدخول الآن؟
email-consent-lead = بدأ تسجيل دخول في متصفح آخر. اسمح به فقط إذا كنت أنت.
its-me = نعم، هذا أنا
not-me = لا، لست أنا
asked-by-app = التطبيق
asked-by-browser = المتصفح
asked-from-place = المكان

## Interludes

stay-signed-in-title = هل تريد البقاء مسجلاً؟
stay-signed-in-lead = عندها ستطلب مؤسستك بيانات دخولك بوتيرة أقل في هذا المتصفح.
stay-signed-in = البقاء مسجلاً
do-not-stay-signed-in = عدم البقاء مسجلاً
user-code-title = تفعيل جهازك
user-code-lead = أدخل الرمز الذي يعرضه جهازك.
activation-title = طلب بريد التفعيل
activation-lead = يمكننا إرسال بريد تفعيل آخر للحساب { $username }.
activation-lead-no-name = يمكننا إرسال بريد تفعيل آخر إليك.
grace-period-lead = ستطلب مؤسستك هذا قريبًا. يمكنك إعداده الآن أو لاحقًا.
device-title = جهازك يحتاج إلى انتباهك
optional-title = يمكنك المتابعة
maintenance-title = مؤسستك قيد الصيانة
maintenance-lead = تسجيل دخولك محفوظ وسيُستأنف حالما يمكن.
waiting-for-org = بانتظار مؤسستك…

## Phone and email details

both-addresses = { $first } و{ $second }
named-number = { $number } ({ $name })
phone-charges = قد تفرض شركة الاتصالات رسومًا على الرسائل والمكالمات.
phone-call-lead = نتصل الآن بالرقم { $number }. أدخل الرمز الذي تسمعه.
phone-call-lead-no-number = نتصل الآن بهاتفك. أدخل الرمز الذي تسمعه.
call-instead = اتصلوا بي بدلاً من ذلك
text-instead = أرسلوا إلي رسالة نصية بدلاً من ذلك

## How a sign-in ends

end-code-for-other-tab = أدخل هذا الرمز حيث بدأت
your-code-is = رمزك: { $code }
started-in-browser = بدأ في: { $browser }
started-from-place = بدأ من: { $place }
end-other-tab = عُد إلى علامة التبويب الأخرى
end-cancelled = أُلغي تسجيل الدخول هذا
end-device-activated = تم تفعيل جهازك
end-device-not-activated = لم يُفعّل جهازك
end-unlocked = تم إلغاء قفل حسابك
end-not-unlocked = لا يزال حسابك مقفلاً
end-password-changed = تم تغيير كلمة مرورك
end-password-not-changed = لم تتغير كلمة مرورك
end-not-activated = رابط التفعيل هذا لا يعمل
end-not-registered = لم يُنشأ حسابك
end-no-access = ليس لديك إذن بالوصول
end-device-refused = جهازك لا يستوفي المتطلبات
end-provider-failed = رفضت خدمة تسجيل الدخول الأخرى
end-unavailable = خدمة تسجيل الدخول غير متاحة
end-throttled = انتظر لحظة
profile-title = أكمل ملفك الشخصي
with-okta-verify = تسجيل الدخول باستخدام Okta Verify

## Methods of authenticators

method-sms = رسالة نصية
method-voice = مكالمة صوتية
method-email = بريد إلكتروني
method-push = إشعار على جهازك
method-totp = رمز من التطبيق
method-signed-nonce = Okta Verify على هذا الجهاز
method-qr-code = رمز QR
method-same-device = على هذا الجهاز
method-device-bootstrap = على جهاز عليه التطبيق بالفعل
check-now = تحقّق الآن
remind-later = ذكّرني لاحقًا

## Links of emails with a token

activate-title = تفعيل حسابك
activate-lead = لقد فتحت الرابط من بريد التفعيل. تابع لإعداد حسابك.
reset-lead = لقد فتحت الرابط من بريدك. تابع لاختيار كلمة مرور جديدة.
token-refused = لم يعد هذا الرابط يعمل. سجّل الدخول أو اطلب من المسؤول بريدًا آخر.
new-password = كلمة مرور جديدة
