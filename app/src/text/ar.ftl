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

## تسميات Okta التي صيغت هنا صياغة أفضل

label-identifier = { username }
label-userProfile-firstName = الاسم الأول
label-userProfile-lastName = اسم العائلة
label-userProfile-email = البريد الإلكتروني
label-credentials = سؤال الأمان
label-credentials-questionKey = السؤال
label-credentials-question = سؤالك
label-credentials-answer = الإجابة

## الهاتف

verify-phone = التحقق باستخدام هاتفك
phone-lead = يمكننا إرسال رمز إلى { $number }.
phone-lead-no-number = يمكننا إرسال رمز إلى هاتفك.
phone-set-up = إعداد هاتفك
phone-set-up-lead = أدخِل الرقم الذي تريد تلقي الرموز عليه مع رمز البلد، مثل ‎+966.
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
