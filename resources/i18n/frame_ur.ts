<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ur_PK">
<context>
    <name>indraj::AskBar</name>
    <message>
        <source>Begin a renewal</source>
        <translation>تجدید شروع کریں</translation>
    </message>
</context>
<context>
    <name>indraj::CitizenCard</name>
    <message>
        <source>CITIZEN AT THE COUNTER</source>
        <translation>کاؤنٹر پر موجود شہری</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>ٹوکن</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>سروس</translation>
    </message>
    <message>
        <source>First card</source>
        <translation>پہلا کارڈ</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>پیدائش</translation>
    </message>
    <message>
        <source>Father</source>
        <translation>والد</translation>
    </message>
    <message>
        <source>No photo yet</source>
        <translation>ابھی تصویر نہیں</translation>
    </message>
    <message>
        <source>Photo of the citizen</source>
        <translation>شہری کی تصویر</translation>
    </message>
</context>
<context>
    <name>indraj::CitizenStrip</name>
    <message>
        <source>No photo yet</source>
        <translation>ابھی تصویر نہیں</translation>
    </message>
    <message>
        <source>Photo of the citizen</source>
        <translation>شہری کی تصویر</translation>
    </message>
    <message>
        <source>Not saved yet, trying again</source>
        <translation>ابھی محفوظ نہیں ہوا، دوبارہ کوشش جاری ہے</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>محفوظ ہو گیا %1</translation>
    </message>
</context>
<context>
    <name>indraj::CommandPalette</name>
    <message>
        <source>Find an action</source>
        <translation>کام تلاش کریں</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>آپ کیا کرنا چاہتے ہیں؟</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>کام</translation>
    </message>
    <message>
        <source>Nothing here has this name. Try another word.</source>
        <translation>اس نام کا کوئی کام نہیں۔ کوئی اور لفظ لکھیں۔</translation>
    </message>
</context>
<context>
    <name>indraj::DetailsPage</name>
    <message>
        <source>Details</source>
        <translation>کوائف</translation>
    </message>
    <message>
        <source>Ask the citizen, then type. Everything is saved as you go.</source>
        <translation>شہری سے پوچھ کر لکھیں۔ سب کچھ ساتھ ساتھ محفوظ ہوتا ہے۔</translation>
    </message>
    <message numerus="yes">
        <source>%n to fix</source>
        <translation>
            <numerusform>%n خانہ درست کریں</numerusform>
            <numerusform>%n خانے درست کریں</numerusform>
        </translation>
    </message>
    <message>
        <source>Back</source>
        <translation>واپس</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>اگلا خانہ</translation>
    </message>
    <message>
        <source>Next to fix</source>
        <translation>اگلی غلطی</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>مدد</translation>
    </message>
    <message>
        <source>Save and pause</source>
        <translation>محفوظ کر کے روکیں</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>آگے بڑھیں</translation>
    </message>
    <message>
        <source>Urdu / English keys</source>
        <translation>اردو / انگریزی کیز</translation>
    </message>
    <message>
        <source>Undo the last change</source>
        <translation>آخری تبدیلی واپس لیں</translation>
    </message>
    <message>
        <source>Make the change again</source>
        <translation>تبدیلی دوبارہ کریں</translation>
    </message>
    <message>
        <source>Cancel the question to the registry</source>
        <translation>رجسٹری سے سوال منسوخ کریں</translation>
    </message>
    <message>
        <source>Ask the registry about this person</source>
        <translation>رجسٹری سے اس فرد کے بارے میں پوچھیں</translation>
    </message>
    <message>
        <source>Cancel the comparison by the registry</source>
        <translation>رجسٹری کا موازنہ منسوخ کریں</translation>
    </message>
    <message>
        <source>Let the registry compare fingers and photo</source>
        <translation>رجسٹری سے انگلیوں اور تصویر کا موازنہ کروائیں</translation>
    </message>
</context>
<context>
    <name>indraj::FirstStartPage</name>
    <message>
        <source>This station is ready</source>
        <translation>یہ اسٹیشن تیار ہے</translation>
    </message>
    <message>
        <source>Setting up this station</source>
        <translation>اسٹیشن تیار کیا جا رہا ہے</translation>
    </message>
    <message>
        <source>These pass phrases open the station. They are shown only now.</source>
        <translation>یہ خفیہ جملے اسٹیشن کھولتے ہیں۔ یہ صرف ابھی دکھائے جا رہے ہیں۔</translation>
    </message>
    <message>
        <source>Store and keys are being made. This takes a few seconds.</source>
        <translation>ذخیرہ اور چابیاں بن رہی ہیں۔ چند سیکنڈ لگیں گے۔</translation>
    </message>
    <message>
        <source>Training only: they are also kept in %1</source>
        <translation>صرف تربیت کے لیے: یہ یہاں بھی رکھے گئے ہیں: %1</translation>
    </message>
    <message>
        <source>I have written these down</source>
        <translation>میں نے یہ لکھ لیے ہیں</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>آگے بڑھیں</translation>
    </message>
</context>
<context>
    <name>indraj::FormView</name>
    <message>
        <source>Same as the present address</source>
        <translation>موجودہ پتے کے مطابق</translation>
    </message>
    <message>
        <source>This station does not know the form of “%1” any more, so it cannot be finished here. All that was entered is kept. Call the help desk.</source>
        <translation>اس اسٹیشن کو ”%1“ کا فارم اب معلوم نہیں، اس لیے اندراج یہاں مکمل نہیں ہو سکتا۔ جو کچھ درج ہوا وہ محفوظ ہے۔ ہیلپ ڈیسک کو فون کریں۔</translation>
    </message>
</context>
<context>
    <name>indraj::GateFrame</name>
    <message>
        <source>Indraj</source>
        <translation>اندراج</translation>
    </message>
    <message>
        <source>Enrolment workstation</source>
        <translation>اندراج کا اسٹیشن</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>جگہ</translation>
    </message>
    <message>
        <source>Station</source>
        <translation>اسٹیشن</translation>
    </message>
</context>
<context>
    <name>indraj::GateNotice</name>
    <message>
        <source>Indraj cannot start here</source>
        <translation>اندراج یہاں شروع نہیں ہو سکتا</translation>
    </message>
    <message>
        <source>Nothing was changed. What is stored stays as it is.</source>
        <translation>کچھ تبدیل نہیں ہوا۔ جو محفوظ ہے ویسا ہی رہے گا۔</translation>
    </message>
    <message>
        <source>Close Indraj</source>
        <translation>اندراج بند کریں</translation>
    </message>
</context>
<context>
    <name>indraj::HelpPage</name>
    <message>
        <source>Help</source>
        <translation>مدد</translation>
    </message>
    <message>
        <source>Every action has a key. It stands on its button.</source>
        <translation>ہر کام کا ایک بٹن کی بورڈ پر ہے، جو اسی بٹن پر لکھا ہے۔</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>واپس</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>اگلا خانہ</translation>
    </message>
    <message>
        <source>Previous field</source>
        <translation>پچھلا خانہ</translation>
    </message>
    <message>
        <source>What should happen next: the blue button</source>
        <translation>اگلا کام: نیلا بٹن</translation>
    </message>
    <message>
        <source>Go to this step</source>
        <translation>اس مرحلے پر جائیں</translation>
    </message>
    <message>
        <source>New application</source>
        <translation>نئی درخواست</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>کھڑکی کا اگلا حصہ</translation>
    </message>
    <message>
        <source>Next field to fix</source>
        <translation>اگلا غلط خانہ</translation>
    </message>
    <message>
        <source>Cannot be captured</source>
        <translation>نہیں لیا جا سکتا</translation>
    </message>
    <message>
        <source>Test or send again</source>
        <translation>دوبارہ جانچیں یا بھیجیں</translation>
    </message>
    <message>
        <source>Capture, try again</source>
        <translation>لیں، دوبارہ کوشش کریں</translation>
    </message>
    <message>
        <source>Interface in Urdu or English</source>
        <translation>زبان اردو یا انگریزی</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>لاک کریں</translation>
    </message>
    <message>
        <source>Find an enrolment</source>
        <translation>اندراج تلاش کریں</translation>
    </message>
    <message>
        <source>When faces are compared</source>
        <translation>جب چہروں کا موازنہ ہو</translation>
    </message>
    <message>
        <source>Ask the registry, where the site allows it</source>
        <translation>رجسٹری سے پوچھیں، جہاں اس کی اجازت ہو</translation>
    </message>
    <message>
        <source>Another service: the renewal of a card</source>
        <translation>دوسری خدمت: کارڈ کی تجدید</translation>
    </message>
    <message>
        <source>Choose among the pictures taken</source>
        <translation>لی گئی تصویروں میں سے چنیں</translation>
    </message>
    <message>
        <source>Crop the photo by hand</source>
        <translation>تصویر ہاتھ سے تراشیں</translation>
    </message>
    <message>
        <source>Take back, where something was changed by hand</source>
        <translation>ہاتھ سے کی گئی تبدیلی واپس لیں</translation>
    </message>
    <message>
        <source>Ask the registry with fingers and photo, where the site allows it</source>
        <translation>رجسٹری سے انگلیوں اور تصویر سے پوچھیں، جہاں اس کی اجازت ہو</translation>
    </message>
    <message>
        <source>Type Urdu or English</source>
        <translation>اردو یا انگریزی میں لکھیں</translation>
    </message>
    <message>
        <source>Find an action by its name</source>
        <translation>کوئی کام نام سے تلاش کریں</translation>
    </message>
</context>
<context>
    <name>indraj::HomePage</name>
    <message>
        <source>Today</source>
        <translation>آج</translation>
    </message>
    <message>
        <source>Waiting for your decision: %1</source>
        <translation>آپ کے فیصلے کے منتظر: %1</translation>
    </message>
    <message>
        <source>Others have finished enrolments. Open Approval and decide.</source>
        <translation>دوسروں کے مکمل کیے ہوئے اندراج موجود ہیں۔ ”منظوری“ کھول کر فیصلہ کریں۔</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>کوئی کام آپ کا منتظر نہیں۔</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>چنیں</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>کھولیں</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>مدد</translation>
    </message>
    <message>
        <source>New application</source>
        <translation>نئی درخواست</translation>
    </message>
    <message>
        <source>finished this shift</source>
        <translation>اس شفٹ میں مکمل</translation>
    </message>
    <message>
        <source>waiting to send</source>
        <translation>بھیجنا باقی</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>روکے ہوئے</translation>
    </message>
    <message>
        <source>waiting for approval</source>
        <translation>منظوری کے منتظر</translation>
    </message>
    <message>
        <source>Needs you</source>
        <translation>آپ کے منتظر</translation>
    </message>
    <message>
        <source>Today&apos;s enrolments</source>
        <translation>آج کے اندراج</translation>
    </message>
    <message>
        <source>Nothing is paused or returned. Start the next one with Ctrl+N.</source>
        <translation>کچھ روکا ہوا یا واپس آیا ہوا نہیں۔ اگلی درخواست ⁦Ctrl+N⁩ سے شروع کریں۔</translation>
    </message>
    <message>
        <source>No one has been enrolled today. Start with Ctrl+N.</source>
        <translation>آج ابھی کسی کا اندراج نہیں ہوا۔ ⁦Ctrl+N⁩ سے شروع کریں۔</translation>
    </message>
    <message>
        <source>1 needs you</source>
        <translation>1 کام آپ کا منتظر ہے</translation>
    </message>
    <message numerus="yes">
        <source>%n need you</source>
        <translation>
            <numerusform>%n کام آپ کا منتظر ہے</numerusform>
            <numerusform>%n کام آپ کے منتظر ہیں</numerusform>
        </translation>
    </message>
    <message>
        <source>Find token, name or number</source>
        <translation>ٹوکن، نام یا نمبر تلاش کریں</translation>
    </message>
    <message>
        <source>End shift…</source>
        <translation>شفٹ ختم کریں…</translation>
    </message>
</context>
<context>
    <name>indraj::KeySwitch</name>
    <message>
        <source>Urdu keyboard</source>
        <translation>اردو کی بورڈ</translation>
    </message>
    <message>
        <source>Urdu keyboard, keys write Urdu</source>
        <translation>اردو کی بورڈ، کیز اردو لکھتی ہیں</translation>
    </message>
    <message>
        <source>Urdu keyboard, keys write English</source>
        <translation>اردو کی بورڈ، کیز انگریزی لکھتی ہیں</translation>
    </message>
</context>
<context>
    <name>indraj::KeyboardPanel</name>
    <message>
        <source>Shift</source>
        <translation>شفٹ کی</translation>
    </message>
    <message>
        <source>Write English letters</source>
        <translation>انگریزی حروف لکھیں</translation>
    </message>
    <message>
        <source>Write Urdu letters</source>
        <translation>اردو حروف لکھیں</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>خالی جگہ</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>چھپائیں</translation>
    </message>
    <message>
        <source>Hide the keyboard</source>
        <translation>کی بورڈ چھپائیں</translation>
    </message>
    <message>
        <source>Delete the last letter</source>
        <translation>آخری حرف مٹائیں</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>اگلا خانہ</translation>
    </message>
</context>
<context>
    <name>indraj::LinePlate</name>
    <message>
        <source>Online</source>
        <translation>آن لائن</translation>
    </message>
    <message numerus="yes">
        <source>%n to send</source>
        <translation>
            <numerusform>بھیجنا باقی: %n</numerusform>
            <numerusform>بھیجنا باقی: %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Offline since %1</source>
        <translation>%1 سے آف لائن</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>آف لائن</translation>
    </message>
    <message numerus="yes">
        <source>%n safe here</source>
        <translation>
            <numerusform>%n یہاں محفوظ</numerusform>
            <numerusform>%n یہاں محفوظ</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>indraj::LoginPage</name>
    <message>
        <source>Role for this shift: %1</source>
        <translation>اس شفٹ میں کردار: %1</translation>
    </message>
    <message>
        <source>Type your pass phrase first.</source>
        <translation>پہلے اپنا خفیہ جملہ لکھیں۔</translation>
    </message>
    <message>
        <source>Opening the store…</source>
        <translation>ذخیرہ کھل رہا ہے…</translation>
    </message>
    <message>
        <source>Go on working</source>
        <translation>کام جاری رکھیں</translation>
    </message>
    <message>
        <source>Start shift</source>
        <translation>شفٹ شروع کریں</translation>
    </message>
    <message>
        <source>The pass phrase is being checked. This takes about a second.</source>
        <translation>خفیہ جملہ جانچا جا رہا ہے۔ تقریباً ایک سیکنڈ لگے گا۔</translation>
    </message>
    <message>
        <source>Locked</source>
        <translation>لاک ہے</translation>
    </message>
    <message>
        <source>Start your shift</source>
        <translation>اپنی شفٹ شروع کریں</translation>
    </message>
    <message>
        <source>Your work is kept as it was. Sign in to go on.</source>
        <translation>آپ کا کام ویسا ہی محفوظ ہے۔ جاری رکھنے کے لیے داخل ہوں۔</translation>
    </message>
    <message>
        <source>Sign in with your own name. You stay signed in until you lock or hand over.</source>
        <translation>اپنے نام سے داخل ہوں۔ لاک کرنے یا کام سونپنے تک آپ داخل رہیں گے۔</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>آپریٹر</translation>
    </message>
    <message>
        <source>Pass phrase</source>
        <translation>خفیہ جملہ</translation>
    </message>
    <message>
        <source>Something typed by %1 is not on the disk yet. Nobody else can sign in until it is; it is tried again by itself.</source>
        <translation>%1 کا لکھا ہوا کچھ ابھی ڈسک پر محفوظ نہیں ہوا۔ جب تک محفوظ نہ ہو جائے کوئی اور داخل نہیں ہو سکتا؛ دوبارہ کوشش خود ہو رہی ہے۔</translation>
    </message>
    <message>
        <source>The shift of %1 ends when you sign in.</source>
        <translation>آپ کے داخل ہوتے ہی %1 کی شفٹ ختم ہو جائے گی۔</translation>
    </message>
    <message>
        <source>The shift of %1 ends when you sign in. Draft %2 is kept under Today.</source>
        <translation>آپ کے داخل ہوتے ہی %1 کی شفٹ ختم ہو جائے گی۔ مسودہ %2 ”آج“ میں محفوظ رہے گا۔</translation>
    </message>
    <message>
        <source>Still %1 to wait.</source>
        <translation>ابھی %1 انتظار باقی ہے۔</translation>
    </message>
    <message>
        <source>Take over</source>
        <translation>کام سنبھالیں</translation>
    </message>
    <message>
        <source>No in-charge can sign in…</source>
        <translation>کوئی انچارج داخل نہیں ہو سکتا…</translation>
    </message>
</context>
<context>
    <name>indraj::MainWindow</name>
    <message>
        <source>Today</source>
        <translation>آج</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>بھیجنا</translation>
    </message>
    <message>
        <source>Approval</source>
        <translation>منظوری</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>مدد</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>تیاری</translation>
    </message>
    <message>
        <source>People</source>
        <translation>عملہ</translation>
    </message>
    <message>
        <source>Audit</source>
        <translation>آڈٹ</translation>
    </message>
    <message>
        <source>Find an enrolment</source>
        <translation>اندراج تلاش کریں</translation>
    </message>
    <message>
        <source>Urdu or English keys</source>
        <translation>اردو یا انگریزی کیز</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>تحریر بڑی کریں</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>تحریر چھوٹی کریں</translation>
    </message>
    <message>
        <source>Text as usual</source>
        <translation>تحریر معمول کے مطابق</translation>
    </message>
    <message>
        <source>Interface in Urdu or English</source>
        <translation>زبان اردو یا انگریزی</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>لاک کریں</translation>
    </message>
    <message>
        <source>Text size: %1 %</source>
        <translation>تحریر کا سائز: %1 فیصد</translation>
    </message>
    <message>
        <source>Find an action</source>
        <translation>کام تلاش کریں</translation>
    </message>
</context>
<context>
    <name>indraj::MatchBar</name>
    <message>
        <source>Cancel the question</source>
        <translation>سوال منسوخ کریں</translation>
    </message>
    <message>
        <source>Compare again</source>
        <translation>دوبارہ موازنہ</translation>
    </message>
    <message>
        <source>Compare pictures</source>
        <translation>تصویروں کا موازنہ</translation>
    </message>
    <message>
        <source>The registry compares fingers and photo: %1 s. You can go on typing.</source>
        <translation>رجسٹری انگلیوں اور تصویر کا موازنہ کر رہی ہے: %1 سیکنڈ۔ آپ لکھتے رہ سکتے ہیں۔</translation>
    </message>
    <message>
        <source>It could not be read or written down, so it does not count.</source>
        <translation>اسے پڑھا یا درج نہیں کیا جا سکا، اس لیے شمار نہیں ہوگا۔</translation>
    </message>
    <message>
        <source>Asked %1.</source>
        <translation>%1 پر پوچھا گیا۔</translation>
    </message>
    <message>
        <source>Is it the person of this number? The registry can compare fingers and photo.</source>
        <translation>کیا یہ اسی نمبر کا فرد ہے؟ رجسٹری انگلیوں اور تصویر کا موازنہ کر سکتی ہے۔</translation>
    </message>
    <message>
        <source>Is this person registered already? The registry can compare fingers and photo.</source>
        <translation>کیا یہ فرد پہلے سے رجسٹرڈ ہے؟ رجسٹری انگلیوں اور تصویر کا موازنہ کر سکتی ہے۔</translation>
    </message>
    <message>
        <source>The registry can compare fingers and photo as soon as they are taken and the number is whole.</source>
        <translation>انگلیاں اور تصویر لیتے اور نمبر مکمل ہوتے ہی رجسٹری موازنہ کر سکتی ہے۔</translation>
    </message>
    <message>
        <source>The registry can compare fingers and photo as soon as they are taken.</source>
        <translation>انگلیاں اور تصویر لیتے ہی رجسٹری موازنہ کر سکتی ہے۔</translation>
    </message>
    <message>
        <source>Likest of %2 found: %1. Compare it with an earlier card; do not read it out.</source>
        <translation>%2 ملے؛ سب سے زیادہ مشابہ: %1۔ پرانے کارڈ سے ملائیں؛ بلند آواز سے نہ پڑھیں۔</translation>
    </message>
</context>
<context>
    <name>indraj::PassphraseBox</name>
    <message>
        <source>The keyboard writes Urdu letters now.</source>
        <translation>کی بورڈ اس وقت اردو لکھ رہا ہے۔</translation>
    </message>
    <message>
        <source>All capital letters: is Caps Lock on?</source>
        <translation>سب بڑے حروف: کیا کیپس لاک آن ہے؟</translation>
    </message>
    <message>
        <source>Keyboard: Urdu</source>
        <translation>کی بورڈ: اردو</translation>
    </message>
    <message>
        <source>Keyboard: English</source>
        <translation>کی بورڈ: انگریزی</translation>
    </message>
    <message>
        <source>Show the pass phrase</source>
        <translation>خفیہ جملہ دکھائیں</translation>
    </message>
    <message>
        <source>Hide the pass phrase</source>
        <translation>خفیہ جملہ چھپائیں</translation>
    </message>
</context>
<context>
    <name>indraj::Problem</name>
    <message>
        <source>Add the last digit, 13 in all.</source>
        <translation>آخری ہندسہ لکھیں، کل 13 ہوتے ہیں۔</translation>
    </message>
    <message numerus="yes">
        <source>Add %n more digits, 13 in all.</source>
        <translation>
            <numerusform>%n ہندسہ اور لکھیں، کل 13 ہوتے ہیں۔</numerusform>
            <numerusform>%n ہندسے اور لکھیں، کل 13 ہوتے ہیں۔</numerusform>
        </translation>
    </message>
    <message>
        <source>A mobile number begins with 03.</source>
        <translation>موبائل نمبر 03 سے شروع ہوتا ہے۔</translation>
    </message>
    <message>
        <source>A card number does not begin with 0. Look at the card again.</source>
        <translation>کارڈ نمبر 0 سے شروع نہیں ہوتا۔ کارڈ دوبارہ دیکھیں۔</translation>
    </message>
    <message>
        <source>Choose one.</source>
        <translation>ایک چنیں۔</translation>
    </message>
    <message>
        <source>Ask the citizen and fill this in.</source>
        <translation>شہری سے پوچھ کر یہ خانہ بھریں۔</translation>
    </message>
    <message>
        <source>Write this in Urdu letters. Ctrl+Space shows them.</source>
        <translation>اسے اردو حروف میں لکھیں۔ Ctrl+Space انہیں دکھاتا ہے۔</translation>
    </message>
    <message>
        <source>Write this in English letters.</source>
        <translation>اسے انگریزی حروف میں لکھیں۔</translation>
    </message>
    <message>
        <source>Remove the sign that does not belong here.</source>
        <translation>جو نشان یہاں نہیں آتا اسے ہٹا دیں۔</translation>
    </message>
    <message numerus="yes">
        <source>Too long: %n letters at most.</source>
        <translation>
            <numerusform>بہت لمبا ہے: زیادہ سے زیادہ %n حرف۔</numerusform>
            <numerusform>بہت لمبا ہے: زیادہ سے زیادہ %n حروف۔</numerusform>
        </translation>
    </message>
    <message>
        <source>Too many digits. Look at the number again.</source>
        <translation>ہندسے زیادہ ہیں۔ نمبر دوبارہ دیکھیں۔</translation>
    </message>
    <message>
        <source>Write the date as day/month/year.</source>
        <translation>تاریخ دن/مہینہ/سال کے طور پر لکھیں۔</translation>
    </message>
    <message>
        <source>This date is still to come. Check the year.</source>
        <translation>یہ تاریخ ابھی آئی نہیں۔ سال دیکھ لیں۔</translation>
    </message>
    <message>
        <source>This is more than 130 years ago. Check the year.</source>
        <translation>یہ 130 سال سے پہلے کی تاریخ ہے۔ سال دیکھ لیں۔</translation>
    </message>
    <message>
        <source>Under 18: a first card is given from 18 years on.</source>
        <translation>عمر 18 سال سے کم ہے: پہلا کارڈ 18 سال سے ملتا ہے۔</translation>
    </message>
    <message>
        <source>Choose one from the list.</source>
        <translation>فہرست میں سے ایک چنیں۔</translation>
    </message>
    <message>
        <source>The introducer must be another person.</source>
        <translation>تعارف کنندہ کوئی اور شخص ہونا چاہیے۔</translation>
    </message>
    <message>
        <source>Add the last digit.</source>
        <translation>آخری ہندسہ لکھیں۔</translation>
    </message>
    <message numerus="yes">
        <source>Add %n more digits.</source>
        <translation>
            <numerusform>%n ہندسہ اور لکھیں۔</numerusform>
            <numerusform>%n ہندسے اور لکھیں۔</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>indraj::ReasonPicker</name>
    <message>
        <source>Say it in one sentence</source>
        <translation>ایک جملے میں لکھیں</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>مکمل</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>منسوخ کریں</translation>
    </message>
</context>
<context>
    <name>indraj::RegistryBar</name>
    <message>
        <source>Cancel the question</source>
        <translation>سوال منسوخ کریں</translation>
    </message>
    <message>
        <source>Ask again</source>
        <translation>دوبارہ پوچھیں</translation>
    </message>
    <message>
        <source>Ask the registry</source>
        <translation>رجسٹری سے پوچھیں</translation>
    </message>
    <message>
        <source>Asking the registry: %1 s. You can go on typing.</source>
        <translation>رجسٹری سے پوچھا جا رہا ہے: %1 سیکنڈ۔ آپ لکھتے رہ سکتے ہیں۔</translation>
    </message>
    <message>
        <source>It could not be written down, so it does not count.</source>
        <translation>اسے درج نہیں کیا جا سکا، اس لیے شمار نہیں ہوگا۔</translation>
    </message>
    <message>
        <source>Ask again.</source>
        <translation>دوبارہ پوچھیں۔</translation>
    </message>
    <message>
        <source>Asked %1.</source>
        <translation>%1 پر پوچھا گیا۔</translation>
    </message>
    <message>
        <source>The registry can be asked as soon as the number of the card is whole.</source>
        <translation>کارڈ کا نمبر مکمل ہوتے ہی رجسٹری سے پوچھا جا سکتا ہے۔</translation>
    </message>
    <message>
        <source>The registry can be asked as soon as name and date of birth are there.</source>
        <translation>نام اور تاریخ پیدائش لکھتے ہی رجسٹری سے پوچھا جا سکتا ہے۔</translation>
    </message>
    <message>
        <source>Is this person registered? The registry knows, by the number of the card.</source>
        <translation>کیا یہ فرد رجسٹرڈ ہے؟ کارڈ کے نمبر سے رجسٹری بتا سکتی ہے۔</translation>
    </message>
    <message>
        <source>Is this person registered? The registry knows, by name and date of birth.</source>
        <translation>کیا یہ فرد رجسٹرڈ ہے؟ نام اور تاریخ پیدائش سے رجسٹری بتا سکتی ہے۔</translation>
    </message>
    <message>
        <source>born %1</source>
        <translation>پیدائش %1</translation>
    </message>
    <message>
        <source>valid until %1</source>
        <translation>%1 تک کارآمد</translation>
    </message>
    <message>
        <source>In the registry: %1. Is it this person?</source>
        <translation>رجسٹری میں: %1۔ کیا یہی فرد ہے؟</translation>
    </message>
</context>
<context>
    <name>indraj::StartProblem</name>
    <message>
        <source>Indraj cannot start here</source>
        <translation>اندراج یہاں شروع نہیں ہو سکتا</translation>
    </message>
    <message>
        <source>Nothing was changed. What is stored stays as it is.</source>
        <translation>کچھ تبدیل نہیں ہوا۔ جو محفوظ ہے ویسا ہی رہے گا۔</translation>
    </message>
    <message>
        <source>The form cannot be read. Do not enrol here. Call the technician and read out this line:</source>
        <translation>فارم پڑھا نہیں جا رہا۔ یہاں اندراج نہ کریں۔ ٹیکنیشن کو بلائیں اور یہ سطر پڑھ کر سنائیں:</translation>
    </message>
    <message>
        <source>The rules cannot be read. Do not enrol here. Call the technician and read out this line:</source>
        <translation>قواعد پڑھے نہیں جا رہے۔ یہاں اندراج نہ کریں۔ ٹیکنیشن کو بلائیں اور یہ سطر پڑھ کر سنائیں:</translation>
    </message>
    <message>
        <source>The training folder is not ready. Start Indraj with %1, which prepares it.</source>
        <translation>تربیت کا فولڈر تیار نہیں۔ اندراج کو %1 سے شروع کریں، وہ اسے تیار کر دے گا۔</translation>
    </message>
    <message>
        <source>The camera that was named at the start is not an address. Start Indraj with another one.</source>
        <translation>شروع میں کیمرے کا جو پتہ دیا گیا وہ درست نہیں۔ دوسرا پتہ دے کر اندراج دوبارہ شروع کریں۔</translation>
    </message>
    <message>
        <source>Close Indraj</source>
        <translation>اندراج بند کریں</translation>
    </message>
</context>
<context>
    <name>indraj::StepsRail</name>
    <message>
        <source>Token %1</source>
        <translation>ٹوکن %1</translation>
    </message>
    <message>
        <source>To do</source>
        <translation>باقی</translation>
    </message>
    <message numerus="yes">
        <source>%n to fix</source>
        <translation>
            <numerusform>%n خانہ درست کریں</numerusform>
            <numerusform>%n خانے درست کریں</numerusform>
        </translation>
    </message>
    <message>
        <source>Now</source>
        <translation>جاری</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>مکمل</translation>
    </message>
    <message>
        <source>Not saved yet, trying again</source>
        <translation>ابھی محفوظ نہیں، دوبارہ کوشش</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>محفوظ ہو گیا %1</translation>
    </message>
</context>
<context>
    <name>indraj::SummaryRow</name>
    <message>
        <source>At %1, %2 of 10 fingers</source>
        <translation>مرحلہ: %1، 10 میں سے %2 انگلیاں</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>کھولیں</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>جاری رکھیں</translation>
    </message>
</context>
<context>
    <name>indraj::TopBar</name>
    <message>
        <source>Indraj</source>
        <translation>اندراج</translation>
    </message>
    <message>
        <source>Station %1</source>
        <translation>اسٹیشن %1</translation>
    </message>
    <message>
        <source>TRAINING: nothing leaves this computer</source>
        <translation>تربیت: کچھ بھی اس کمپیوٹر سے باہر نہیں جاتا</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>لاک کریں</translation>
    </message>
    <message>
        <source>TRAINING: stays on this PC</source>
        <translation>تربیت: سب اسی کمپیوٹر پر</translation>
    </message>
    <message>
        <source>TRAINING</source>
        <translation>تربیت</translation>
    </message>
</context>
<context>
    <name>indraj::Words</name>
    <message>
        <source>station.ini: %1 says “%2”, which is not known. Allowed: %3. “%4” is used instead. Tell the technician.</source>
        <translation>station.ini: ‎%1 میں “%2” لکھا ہے، جو معلوم نہیں۔ یہ لکھا جا سکتا ہے: %3۔ فی الحال “%4” استعمال ہو رہا ہے۔ ٹیکنیشن کو بتائیں۔</translation>
    </message>
    <message>
        <source>Irises</source>
        <translation>آنکھوں کی پتلیاں</translation>
    </message>
    <message>
        <source>irises: %1</source>
        <translation>آنکھوں کی پتلیاں: %1</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>روکا ہوا</translation>
    </message>
    <message>
        <source>Reviewed</source>
        <translation>جائزہ ہو گیا</translation>
    </message>
    <message>
        <source>Signed off</source>
        <translation>تصدیق شدہ</translation>
    </message>
    <message>
        <source>Waits for approval</source>
        <translation>منظوری کا منتظر</translation>
    </message>
    <message>
        <source>Returned</source>
        <translation>واپس آیا</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>مسترد</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>منظور شدہ</translation>
    </message>
    <message>
        <source>Sealed</source>
        <translation>مہر بند</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>بھیجنا</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>مرکز کو مل گیا</translation>
    </message>
    <message>
        <source>Received, erased here</source>
        <translation>مرکز کو مل گیا، یہاں سے مٹ گیا</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>آپریٹر</translation>
    </message>
    <message>
        <source>In-charge</source>
        <translation>انچارج</translation>
    </message>
    <message>
        <source>Service and token</source>
        <translation>سروس اور ٹوکن</translation>
    </message>
    <message>
        <source>Photo</source>
        <translation>تصویر</translation>
    </message>
    <message>
        <source>Fingerprints</source>
        <translation>انگلیوں کے نشان</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>کوائف</translation>
    </message>
    <message>
        <source>Citizen review</source>
        <translation>شہری کا جائزہ</translation>
    </message>
    <message>
        <source>Sign-off</source>
        <translation>حتمی تصدیق</translation>
    </message>
    <message>
        <source>This pass phrase does not fit. Check Caps Lock and the keyboard language, then type it again.</source>
        <translation>یہ خفیہ جملہ درست نہیں۔ کیپس لاک اور کی بورڈ کی زبان دیکھ کر دوبارہ لکھیں۔</translation>
    </message>
    <message>
        <source>Indraj is already open on this computer. Use that window, or close it first.</source>
        <translation>اندراج اس کمپیوٹر پر پہلے سے کھلا ہے۔ وہی کھڑکی استعمال کریں یا پہلے اسے بند کریں۔</translation>
    </message>
    <message>
        <source>No store was found here. Ask the technician to check the data folder.</source>
        <translation>یہاں کوئی ذخیرہ نہیں ملا۔ ٹیکنیشن سے ڈیٹا فولڈر دکھوائیں۔</translation>
    </message>
    <message>
        <source>This station has been set up before. Start Indraj again and sign in.</source>
        <translation>یہ اسٹیشن پہلے تیار ہو چکا ہے۔ اندراج دوبارہ شروع کر کے داخل ہوں۔</translation>
    </message>
    <message>
        <source>The store on this computer is damaged. Do not enrol here. Call the technician.</source>
        <translation>اس کمپیوٹر کا ذخیرہ خراب ہے۔ یہاں اندراج نہ کریں۔ ٹیکنیشن کو بلائیں۔</translation>
    </message>
    <message>
        <source>The encryption of this computer failed its test. Nothing is written. Call the technician.</source>
        <translation>اس کمپیوٹر کی خفیہ کاری جانچ میں ناکام رہی۔ کچھ نہیں لکھا جا رہا۔ ٹیکنیشن کو بلائیں۔</translation>
    </message>
    <message>
        <source>The disk is full. What you typed is kept in this window. Free some space.</source>
        <translation>ڈسک بھر گئی ہے۔ جو آپ نے لکھا اسی کھڑکی میں موجود ہے۔ کچھ جگہ خالی کریں۔</translation>
    </message>
    <message>
        <source>The disk did not answer. What you typed is kept and tried again.</source>
        <translation>ڈسک نے جواب نہیں دیا۔ جو آپ نے لکھا موجود ہے، دوبارہ کوشش ہو گی۔</translation>
    </message>
    <message>
        <source>This enrolment is no longer on this computer.</source>
        <translation>یہ اندراج اب اس کمپیوٹر پر نہیں۔</translation>
    </message>
    <message>
        <source>This value cannot be saved. Check what was typed.</source>
        <translation>یہ محفوظ نہیں ہو سکتا۔ لکھا ہوا دوبارہ دیکھیں۔</translation>
    </message>
    <message>
        <source>The station is locked. Sign in again.</source>
        <translation>اسٹیشن لاک ہے۔ دوبارہ داخل ہوں۔</translation>
    </message>
    <message>
        <source>Something went wrong in the program. Call the technician.</source>
        <translation>پروگرام میں خرابی ہوئی۔ ٹیکنیشن کو بلائیں۔</translation>
    </message>
    <message>
        <source>This cannot be done now.</source>
        <translation>یہ ابھی نہیں ہو سکتا۔</translation>
    </message>
    <message>
        <source>Someone else has already decided about this. Open the list again.</source>
        <translation>کوئی اور اس کا فیصلہ کر چکا ہے۔ فہرست دوبارہ کھولیں۔</translation>
    </message>
    <message>
        <source>Your role may not do this. Ask the in-charge.</source>
        <translation>آپ کا کردار یہ نہیں کر سکتا۔ انچارج سے کہیں۔</translation>
    </message>
    <message>
        <source>You captured this yourself. Another person must decide.</source>
        <translation>یہ اندراج آپ نے خود کیا۔ فیصلہ کوئی اور کرے گا۔</translation>
    </message>
    <message>
        <source>Choose a reason first.</source>
        <translation>پہلے وجہ چنیں۔</translation>
    </message>
    <message>
        <source>Something is still missing. Look at the steps on the side.</source>
        <translation>ابھی کچھ باقی ہے۔ ساتھ والے مرحلے دیکھیں۔</translation>
    </message>
    <message>
        <source>First identity card</source>
        <translation>پہلا شناختی کارڈ</translation>
    </message>
    <message>
        <source>Too many wrong pass phrases. This person can try again at %1.</source>
        <translation>خفیہ جملہ کئی بار غلط لکھا گیا۔ یہ فرد %1 بجے دوبارہ کوشش کر سکتا ہے۔</translation>
    </message>
    <message>
        <source>The security chip of this computer does not release the key. Nothing is lost. Call the technician, who can open the store with the recovery shares.</source>
        <translation>اس کمپیوٹر کی حفاظتی چپ چابی نہیں دے رہی۔ کچھ ضائع نہیں ہوا۔ ٹیکنیشن کو بلائیں، وہ بحالی کے حصوں سے ذخیرہ کھول سکتا ہے۔</translation>
    </message>
    <message>
        <source>typed details</source>
        <translation>لکھے ہوئے کوائف</translation>
    </message>
    <message>
        <source>the photo</source>
        <translation>تصویر</translation>
    </message>
    <message>
        <source>the log of the photo</source>
        <translation>تصویر کا ریکارڈ</translation>
    </message>
    <message>
        <source>Kept in this window and tried again by itself: %1.</source>
        <translation>اسی کھڑکی میں موجود ہے اور دوبارہ کوشش خود ہو رہی ہے: %1۔</translation>
    </message>
    <message>
        <source>fingers: %1</source>
        <translation>انگلیاں: %1</translation>
    </message>
    <message>
        <source>finger exceptions: %1</source>
        <translation>نہ لی جا سکنے والی انگلیاں: %1</translation>
    </message>
    <message>
        <source>Draft %1 of %2 is kept. It stands under “Needs you”.</source>
        <translation>%2 کا مسودہ %1 محفوظ ہے۔ وہ ”آپ کے منتظر“ میں موجود ہے۔</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>دستخط</translation>
    </message>
    <message>
        <source>the signature</source>
        <translation>دستخط</translation>
    </message>
    <message>
        <source>Earlier card</source>
        <translation>پرانا کارڈ</translation>
    </message>
</context>
</TS>
