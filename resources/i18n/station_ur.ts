<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ur_PK">
<context>
    <name>indraj::AuditModel</name>
    <message>
        <source>No.</source>
        <translation>نمبر</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>وقت</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>کون</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>کیا ہوا</translation>
    </message>
    <message>
        <source>To what</source>
        <translation>کس کے ساتھ</translation>
    </message>
</context>
<context>
    <name>indraj::AuditPage</name>
    <message>
        <source>Audit</source>
        <translation>آڈٹ</translation>
    </message>
    <message>
        <source>Who did what, and when. Nothing here can be changed.</source>
        <translation>کس نے کیا کیا اور کب۔ یہاں کچھ بدلا نہیں جا سکتا۔</translation>
    </message>
    <message>
        <source>Take a copy…</source>
        <translation>نقل لیں…</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>آج</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>چنیں</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>کھڑکی کا اگلا حصہ</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>سب دکھائیں</translation>
    </message>
    <message>
        <source>Being checked…</source>
        <translation>جانچ جاری ہے…</translation>
    </message>
    <message>
        <source>Check the chain now</source>
        <translation>زنجیر ابھی جانچیں</translation>
    </message>
    <message>
        <source>The chain is being checked…</source>
        <translation>زنجیر جانچی جا رہی ہے…</translation>
    </message>
    <message>
        <source>Copy of: %1</source>
        <translation>نقل: %1</translation>
    </message>
    <message>
        <source>The copy is being written and signed…</source>
        <translation>نقل لکھی اور دستخط کی جا رہی ہے…</translation>
    </message>
    <message>
        <source>The copy is written and signed. That you took it is noted in the chain.</source>
        <translation>نقل لکھ دی گئی اور اس پر دستخط ہو گئے۔ آپ کا نقل لینا زنجیر میں درج ہے۔</translation>
    </message>
    <message>
        <source>No copy was written: %1</source>
        <translation>نقل نہیں لکھی گئی: %1</translation>
    </message>
    <message>
        <source>day/month/year</source>
        <translation>دن/مہینہ/سال</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>%1 سے</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>%1 تک</translation>
    </message>
    <message>
        <source>all entries</source>
        <translation>سب اندراجات</translation>
    </message>
    <message>
        <source>%1; signed, one line an entry, no names of citizens</source>
        <translation>%1؛ دستخط شدہ، ہر اندراج ایک سطر، شہریوں کے نام نہیں</translation>
    </message>
    <message>
        <source>Number in the chain</source>
        <translation>زنجیر میں نمبر</translation>
    </message>
    <message>
        <source>Time (UTC)</source>
        <translation>وقت (یو ٹی سی)</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>کون</translation>
    </message>
    <message>
        <source>Code</source>
        <translation>کوڈ</translation>
    </message>
    <message>
        <source>To what (id)</source>
        <translation>کس کے ساتھ (شناخت)</translation>
    </message>
    <message>
        <source>Detail</source>
        <translation>تفصیل</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>فرد</translation>
    </message>
    <message>
        <source>What happened</source>
        <translation>کیا ہوا</translation>
    </message>
    <message>
        <source>Enrolment, packet or person</source>
        <translation>اندراج، پیکٹ یا فرد</translation>
    </message>
    <message>
        <source>Audit entries</source>
        <translation>آڈٹ کے اندراجات</translation>
    </message>
    <message>
        <source>No entry fits. Show all, or choose other days.</source>
        <translation>کوئی اندراج نہیں ملا۔ سب دکھائیں یا دوسرے دن چنیں۔</translation>
    </message>
    <message>
        <source>Everybody</source>
        <translation>سب لوگ</translation>
    </message>
    <message>
        <source>Everything</source>
        <translation>سب کچھ</translation>
    </message>
</context>
<context>
    <name>indraj::AuditWords</name>
    <message>
        <source>Store made</source>
        <translation>ذخیرہ بنایا گیا</translation>
    </message>
    <message>
        <source>Signed in</source>
        <translation>داخل ہوئے</translation>
    </message>
    <message>
        <source>Shift ended</source>
        <translation>شفٹ ختم ہوئی</translation>
    </message>
    <message>
        <source>Certificate installed</source>
        <translation>سرٹیفکیٹ لگایا گیا</translation>
    </message>
    <message>
        <source>Enrolment begun</source>
        <translation>اندراج شروع ہوا</translation>
    </message>
    <message>
        <source>Details saved</source>
        <translation>کوائف محفوظ ہوئے</translation>
    </message>
    <message>
        <source>Low iris accepted with a reason</source>
        <translation>کم معیار کی آنکھ کی پتلی وجہ کے ساتھ قبول ہوئی</translation>
    </message>
    <message>
        <source>Photo, finger or iris saved</source>
        <translation>تصویر، انگلی یا آنکھ کی پتلی محفوظ ہوئی</translation>
    </message>
    <message>
        <source>Missing and low fingers or eyes signed off</source>
        <translation>غیر موجود اور کم معیار انگلیوں یا آنکھوں کی تصدیق</translation>
    </message>
    <message>
        <source>Exceptions confirmed</source>
        <translation>استثنا کی توثیق ہوئی</translation>
    </message>
    <message>
        <source>Fingers of a person who works here saved</source>
        <translation>یہاں کام کرنے والے کی انگلیاں محفوظ ہوئیں</translation>
    </message>
    <message>
        <source>Low finger accepted with a reason</source>
        <translation>کم معیار کی انگلی وجہ کے ساتھ قبول ہوئی</translation>
    </message>
    <message>
        <source>Photo decided against the judgement</source>
        <translation>تصویر کا فیصلہ جانچ کے خلاف ہوا</translation>
    </message>
    <message>
        <source>Finger or iris cannot be taken</source>
        <translation>انگلی یا آنکھ کی پتلی نہیں لی جا سکتی</translation>
    </message>
    <message>
        <source>Exception taken back</source>
        <translation>نہ لینے کی وجہ واپس لی گئی</translation>
    </message>
    <message>
        <source>Confirmed by the citizen</source>
        <translation>شہری نے تصدیق کی</translation>
    </message>
    <message>
        <source>Signed off by the operator</source>
        <translation>آپریٹر نے تصدیق کی</translation>
    </message>
    <message>
        <source>Given to the in-charge</source>
        <translation>انچارج کو دیا گیا</translation>
    </message>
    <message>
        <source>Approved</source>
        <translation>منظور ہوا</translation>
    </message>
    <message>
        <source>Returned to the operator</source>
        <translation>آپریٹر کو واپس بھیجا گیا</translation>
    </message>
    <message>
        <source>Rejected</source>
        <translation>مسترد ہوا</translation>
    </message>
    <message>
        <source>Opened again</source>
        <translation>دوبارہ کھولا گیا</translation>
    </message>
    <message>
        <source>Sealed for central</source>
        <translation>مرکز کے لیے مہر بند ہوا</translation>
    </message>
    <message>
        <source>Sending begun</source>
        <translation>بھیجنا شروع ہوا</translation>
    </message>
    <message>
        <source>Receipt of central verified</source>
        <translation>مرکز کی رسید کی تصدیق ہوئی</translation>
    </message>
    <message>
        <source>Erased here</source>
        <translation>یہاں سے مٹایا گیا</translation>
    </message>
    <message>
        <source>Change of a person asked for</source>
        <translation>عملے میں تبدیلی مانگی گئی</translation>
    </message>
    <message>
        <source>Change of a person withdrawn</source>
        <translation>عملے میں تبدیلی واپس لی گئی</translation>
    </message>
    <message>
        <source>Recovery shares made</source>
        <translation>بحالی کے حصے بنائے گئے</translation>
    </message>
    <message>
        <source>Opened with recovery shares</source>
        <translation>بحالی کے حصوں سے کھولا گیا</translation>
    </message>
    <message>
        <source>Keys changed</source>
        <translation>چابیاں بدلی گئیں</translation>
    </message>
    <message>
        <source>Audit entries taken out</source>
        <translation>آڈٹ کی نقل لی گئی</translation>
    </message>
    <message>
        <source>Store brought to a newer form</source>
        <translation>ذخیرہ نئی شکل میں لایا گیا</translation>
    </message>
    <message>
        <source>the station itself</source>
        <translation>خود اسٹیشن</translation>
    </message>
    <message>
        <source>The chain does not hold: %1. Leave this computer as it is and call the technician.</source>
        <translation>زنجیر درست نہیں: %1۔ اس کمپیوٹر کو ایسے ہی چھوڑ دیں اور ٹیکنیشن کو بلائیں۔</translation>
    </message>
    <message>
        <source>The chain holds: %1 entries, %2 signatures.</source>
        <translation>زنجیر درست ہے: %1 اندراجات، %2 دستخط۔</translation>
    </message>
    <message>
        <source>Last signed %1.</source>
        <translation>آخری دستخط %1۔</translation>
    </message>
    <message>
        <source>Not signed yet.</source>
        <translation>ابھی دستخط نہیں ہوئے۔</translation>
    </message>
    <message>
        <source>Times the clock was set back: %1.</source>
        <translation>گھڑی اتنی بار پیچھے کی گئی: %1۔</translation>
    </message>
    <message>
        <source>Wrong pass phrases</source>
        <translation>غلط خفیہ جملے</translation>
    </message>
    <message>
        <source>Count of wrong pass phrases was lost</source>
        <translation>غلط خفیہ جملوں کی گنتی کھو گئی</translation>
    </message>
    <message>
        <source>Person added</source>
        <translation>فرد شامل ہوا</translation>
    </message>
    <message>
        <source>Person suspended</source>
        <translation>فرد معطل ہوا</translation>
    </message>
    <message>
        <source>Person resumed</source>
        <translation>فرد بحال ہوا</translation>
    </message>
    <message>
        <source>New pass phrase of a person</source>
        <translation>فرد کا نیا خفیہ جملہ</translation>
    </message>
    <message>
        <source>Role of a person changed</source>
        <translation>فرد کا کردار بدلا</translation>
    </message>
    <message>
        <source>Person removed</source>
        <translation>فرد ہٹایا گیا</translation>
    </message>
    <message>
        <source>Protection of a pass phrase renewed</source>
        <translation>خفیہ جملے کی حفاظت تازہ ہوئی</translation>
    </message>
    <message>
        <source>Deletion asked for</source>
        <translation>مٹانے کی درخواست</translation>
    </message>
    <message>
        <source>Deletion withdrawn</source>
        <translation>مٹانے کی درخواست واپس</translation>
    </message>
    <message>
        <source>Keys of the people sealed</source>
        <translation>عملے کی چابیاں مہر بند ہوئیں</translation>
    </message>
    <message>
        <source>New master key</source>
        <translation>نئی مرکزی چابی</translation>
    </message>
    <message>
        <source>Sealing begun</source>
        <translation>مہر بندی شروع ہوئی</translation>
    </message>
    <message>
        <source>Mark of the chain made</source>
        <translation>زنجیر کا نشان بنایا گیا</translation>
    </message>
    <message>
        <source>Mark outside the folder made</source>
        <translation>فولڈر سے باہر کا نشان بنایا گیا</translation>
    </message>
    <message>
        <source>Mark outside the folder was gone</source>
        <translation>فولڈر سے باہر کا نشان غائب تھا</translation>
    </message>
    <message>
        <source>Mark outside the folder could not be made</source>
        <translation>فولڈر سے باہر کا نشان نہ بن سکا</translation>
    </message>
    <message>
        <source>Mark on a second disk made</source>
        <translation>دوسری ڈسک پر نشان بنایا گیا</translation>
    </message>
    <message>
        <source>Mark on the second disk was gone</source>
        <translation>دوسری ڈسک کا نشان غائب تھا</translation>
    </message>
    <message>
        <source>Second disk was not there</source>
        <translation>دوسری ڈسک موجود نہ تھی</translation>
    </message>
    <message>
        <source>Deleted by two people</source>
        <translation>دو افراد نے حذف کیا</translation>
    </message>
    <message>
        <source>Restored from a backup</source>
        <translation>بیک اپ سے بحال کیا گیا</translation>
    </message>
    <message>
        <source>Saved from a damaged store</source>
        <translation>خراب ذخیرے سے بچایا گیا</translation>
    </message>
    <message>
        <source>Enrolment lost to damage</source>
        <translation>خرابی سے اندراج ضائع ہوا</translation>
    </message>
    <message>
        <source>Enrolment kept after damage</source>
        <translation>خرابی کے بعد اندراج بچا لیا گیا</translation>
    </message>
    <message>
        <source>Photo or finger lost to damage</source>
        <translation>خرابی سے تصویر یا انگلی ضائع ہوئی</translation>
    </message>
    <message>
        <source>Draft again after damage</source>
        <translation>خرابی کے بعد دوبارہ مسودہ</translation>
    </message>
    <message>
        <source>To be sealed again after damage</source>
        <translation>خرابی کے بعد دوبارہ مہر بند ہوگا</translation>
    </message>
    <message>
        <source>Certificate known again after damage</source>
        <translation>خرابی کے بعد سرٹیفکیٹ دوبارہ معلوم ہوا</translation>
    </message>
    <message>
        <source>Face at sign-off compared with the photo</source>
        <translation>دستخط کے وقت چہرے کا تصویر سے موازنہ</translation>
    </message>
    <message>
        <source>Registry asked with the pictures</source>
        <translation>رجسٹری سے تصویروں کے ساتھ پوچھا گیا</translation>
    </message>
    <message>
        <source>Registry has compared the pictures</source>
        <translation>رجسٹری نے تصویروں کا موازنہ کیا</translation>
    </message>
    <message>
        <source>Changed after the registry compared</source>
        <translation>رجسٹری کے موازنے کے بعد بدلا گیا</translation>
    </message>
    <message>
        <source>Registry asked about the person</source>
        <translation>رجسٹری سے فرد کے بارے میں پوچھا گیا</translation>
    </message>
    <message>
        <source>Registry has answered</source>
        <translation>رجسٹری نے جواب دیا</translation>
    </message>
    <message>
        <source>Changed after the registry was asked</source>
        <translation>رجسٹری سے پوچھنے کے بعد بدلا گیا</translation>
    </message>
    <message>
        <source>Something stored does not hold</source>
        <translation>محفوظ شدہ کوئی چیز درست نہیں</translation>
    </message>
</context>
<context>
    <name>indraj::CameraChart</name>
    <message>
        <source>Chart: a dark square on white</source>
        <translation>چارٹ: سفید پر سیاہ مربع</translation>
    </message>
</context>
<context>
    <name>indraj::CameraSight</name>
    <message>
        <source>What the camera sees</source>
        <translation>کیمرہ کیا دیکھ رہا ہے</translation>
    </message>
</context>
<context>
    <name>indraj::CameraTest</name>
    <message>
        <source>Sharpness</source>
        <translation>صفائی</translation>
    </message>
    <message>
        <source>Chart not seen yet</source>
        <translation>چارٹ ابھی نظر نہیں آیا</translation>
    </message>
    <message>
        <source>Turn the camera to this screen, so that the dark square is well in its picture, and hold it still.</source>
        <translation>کیمرہ اس اسکرین کی طرف کریں تاکہ سیاہ مربع اس کی تصویر میں پورا آئے، اور اسے ہلائیں نہیں۔</translation>
    </message>
    <message>
        <source>Sharp</source>
        <translation>صاف</translation>
    </message>
    <message>
        <source>Fine detail comes through.</source>
        <translation>باریک تفصیل نظر آتی ہے۔</translation>
    </message>
    <message>
        <source>A little soft</source>
        <translation>کچھ دھندلی</translation>
    </message>
    <message>
        <source>Wipe the lens with a soft cloth and look at the focus.</source>
        <translation>نرم کپڑے سے شیشہ صاف کریں اور فوکس دیکھیں۔</translation>
    </message>
    <message>
        <source>Blurred</source>
        <translation>دھندلی</translation>
    </message>
    <message>
        <source>Wipe the lens and set the focus. If it stays so, use another camera.</source>
        <translation>شیشہ صاف کریں اور فوکس درست کریں۔ پھر بھی ایسا رہے تو دوسرا کیمرہ لگائیں۔</translation>
    </message>
    <message>
        <source>Half of the contrast at %1 lines a pixel.</source>
        <translation>آدھا تضاد فی پکسل %1 لکیروں پر۔</translation>
    </message>
    <message>
        <source>Grain</source>
        <translation>دانے</translation>
    </message>
    <message>
        <source>Card not seen yet</source>
        <translation>کارڈ ابھی نظر نہیں آیا</translation>
    </message>
    <message>
        <source>Hold the grey card so that it fills the dashed frame, and keep it still.</source>
        <translation>خاکستری کارڈ ایسے پکڑیں کہ وہ نقطہ دار خانہ بھر دے، اور اسے ہلائیں نہیں۔</translation>
    </message>
    <message>
        <source>Little grain</source>
        <translation>دانے کم</translation>
    </message>
    <message>
        <source>There is enough light.</source>
        <translation>روشنی کافی ہے۔</translation>
    </message>
    <message>
        <source>Some grain</source>
        <translation>کچھ دانے</translation>
    </message>
    <message>
        <source>More light from the front makes the picture cleaner.</source>
        <translation>سامنے سے زیادہ روشنی تصویر کو صاف کرتی ہے۔</translation>
    </message>
    <message>
        <source>Grainy</source>
        <translation>دانے دار</translation>
    </message>
    <message>
        <source>It is too dark for this camera. Turn on more light.</source>
        <translation>اس کیمرے کے لیے اندھیرا ہے۔ زیادہ روشنی کریں۔</translation>
    </message>
    <message>
        <source>%1 grey levels.</source>
        <translation>%1 درجے۔</translation>
    </message>
    <message>
        <source>too yellow</source>
        <translation>زیادہ پیلی</translation>
    </message>
    <message>
        <source>too blue</source>
        <translation>زیادہ نیلی</translation>
    </message>
    <message>
        <source>too red</source>
        <translation>زیادہ سرخ</translation>
    </message>
    <message>
        <source>too green</source>
        <translation>زیادہ سبز</translation>
    </message>
    <message>
        <source>Colour</source>
        <translation>رنگ</translation>
    </message>
    <message>
        <source>Card too dark</source>
        <translation>کارڈ بہت اندھیرے میں</translation>
    </message>
    <message>
        <source>Card too bright</source>
        <translation>کارڈ پر روشنی بہت زیادہ</translation>
    </message>
    <message>
        <source>Mend the light first; the colour cannot be told so.</source>
        <translation>پہلے روشنی ٹھیک کریں؛ ایسے رنگ نہیں بتایا جا سکتا۔</translation>
    </message>
    <message>
        <source>A grey card has no colour of its own: what is seen on it is the camera&apos;s.</source>
        <translation>خاکستری کارڈ کا اپنا کوئی رنگ نہیں: اس پر جو نظر آئے وہ کیمرے کا ہے۔</translation>
    </message>
    <message>
        <source>Colours are true</source>
        <translation>رنگ درست</translation>
    </message>
    <message>
        <source>Grey stays grey.</source>
        <translation>خاکستری خاکستری رہتا ہے۔</translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation>تصویر %1</translation>
    </message>
    <message>
        <source>Set the white balance on the photo page, or change the lamp.</source>
        <translation>تصویر کے صفحے پر وائٹ بیلنس درست کریں، یا لیمپ بدلیں۔</translation>
    </message>
    <message>
        <source>Off by %1.</source>
        <translation>فرق %1۔</translation>
    </message>
    <message>
        <source>, </source>
        <translation>، </translation>
    </message>
</context>
<context>
    <name>indraj::CameraTestPage</name>
    <message>
        <source>The camera gives no picture. Plug it in; the test goes on by itself.</source>
        <translation>کیمرے سے تصویر نہیں آ رہی۔ اسے لگائیں؛ جانچ خود چل پڑے گی۔</translation>
    </message>
    <message>
        <source>Camera test</source>
        <translation>کیمرے کی جانچ</translation>
    </message>
    <message>
        <source>Everything has been seen.</source>
        <translation>سب کچھ دیکھ لیا گیا۔</translation>
    </message>
    <message>
        <source>First the chart, then the grey card. It looks by itself.</source>
        <translation>پہلے چارٹ، پھر خاکستری کارڈ۔ یہ خود دیکھتا ہے۔</translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation>شروع سے</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>تیاری</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>ہو گیا</translation>
    </message>
    <message>
        <source>Any card that is plain grey will do: what photographers use, or the back of a grey writing pad.</source>
        <translation>کوئی بھی سادہ خاکستری کارڈ چلے گا: فوٹوگرافروں والا، یا خاکستری پیڈ کی پشت۔</translation>
    </message>
</context>
<context>
    <name>indraj::ChangeForm</name>
    <message>
        <source>Fill this in.</source>
        <translation>یہ خانہ بھریں۔</translation>
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
        <source>Small letters, digits and -, two to sixteen, like op-4.</source>
        <translation>چھوٹے انگریزی حروف، ہندسے اور -، دو سے سولہ تک، جیسے ⁦op-4⁩۔</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>کردار</translation>
    </message>
    <message>
        <source>The person whose pass phrase it is sits at the keyboard and types it twice.</source>
        <translation>جس کا خفیہ جملہ ہے وہ خود کی بورڈ پر بیٹھے اور اسے دو بار لکھے۔</translation>
    </message>
    <message>
        <source>Look at what will happen, at the side. Then ask for it: a second person confirms.</source>
        <translation>ساتھ لکھا ہوا دیکھیں کہ کیا ہو گا۔ پھر درخواست کریں: دوسرا فرد تصدیق کرے گا۔</translation>
    </message>
</context>
<context>
    <name>indraj::FindModel</name>
    <message>
        <source>erased here</source>
        <translation>یہاں سے مٹ گیا</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>ٹوکن</translation>
    </message>
    <message>
        <source>Citizen</source>
        <translation>شہری</translation>
    </message>
    <message>
        <source>State</source>
        <translation>حالت</translation>
    </message>
    <message>
        <source>By</source>
        <translation>آپریٹر</translation>
    </message>
    <message>
        <source>Last saved</source>
        <translation>آخری بار محفوظ</translation>
    </message>
</context>
<context>
    <name>indraj::FindPage</name>
    <message>
        <source>Find</source>
        <translation>تلاش</translation>
    </message>
    <message>
        <source>Token, name in either script, or card number.</source>
        <translation>ٹوکن، کسی بھی رسم الخط میں نام، یا کارڈ نمبر۔</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>آج</translation>
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
        <source>Open the approval</source>
        <translation>منظوری کھولیں</translation>
    </message>
    <message>
        <source>Where is it?</source>
        <translation>یہ کہاں ہے؟</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>تلاش صاف کریں</translation>
    </message>
    <message>
        <source>day/month/year</source>
        <translation>دن/مہینہ/سال</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>سروس</translation>
    </message>
    <message>
        <source>Captured by</source>
        <translation>اندراج کیا</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>شروع</translation>
    </message>
    <message>
        <source>Last saved</source>
        <translation>آخری بار محفوظ</translation>
    </message>
    <message>
        <source>Reason: %1</source>
        <translation>وجہ: %1</translation>
    </message>
    <message>
        <source>It waits for the in-charge.</source>
        <translation>یہ انچارج کا منتظر ہے۔</translation>
    </message>
    <message>
        <source>Token, name or number</source>
        <translation>ٹوکن، نام یا نمبر</translation>
    </message>
    <message>
        <source>Similar names too</source>
        <translation>ملتے جلتے نام بھی</translation>
    </message>
    <message>
        <source>Enrolments found</source>
        <translation>ملے ہوئے اندراج</translation>
    </message>
    <message>
        <source>Nothing fits. Try fewer letters, or tick “Similar names too”.</source>
        <translation>کچھ نہیں ملا۔ کم حروف لکھیں، یا ”ملتے جلتے نام بھی“ پر نشان لگائیں۔</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1 ملے</translation>
    </message>
    <message>
        <source>%1 shown, more below</source>
        <translation>%1 دکھائے گئے، نیچے اور ہیں</translation>
    </message>
</context>
<context>
    <name>indraj::HandOverPage</name>
    <message>
        <source>The shift cannot end yet: %1</source>
        <translation>شفٹ ابھی ختم نہیں ہو سکتی: %1</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>کام سونپیں</translation>
    </message>
    <message>
        <source>What this shift leaves behind. Nothing is lost.</source>
        <translation>یہ شفٹ کیا چھوڑ کر جا رہی ہے۔ کچھ ضائع نہیں ہوتا۔</translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>یہیں رہیں</translation>
    </message>
    <message>
        <source>done in this shift</source>
        <translation>اس شفٹ میں مکمل</translation>
    </message>
    <message>
        <source>drafts left</source>
        <translation>مسودے باقی</translation>
    </message>
    <message>
        <source>returned by the in-charge</source>
        <translation>انچارج کے واپس بھیجے ہوئے</translation>
    </message>
    <message>
        <source>waiting to send</source>
        <translation>بھیجنا باقی</translation>
    </message>
    <message>
        <source>Left open</source>
        <translation>کھلے رہ گئے</translation>
    </message>
    <message>
        <source>No draft is left open.</source>
        <translation>کوئی مسودہ کھلا نہیں رہا۔</translation>
    </message>
    <message>
        <source>Drafts stay on this computer for the next shift. What waits to be sent is sent as soon as the next person has signed in.</source>
        <translation>مسودے اگلی شفٹ کے لیے اسی کمپیوٹر پر رہتے ہیں۔ جو بھیجنا باقی ہے وہ اگلے فرد کے داخل ہوتے ہی بھیجا جائے گا۔</translation>
    </message>
    <message>
        <source>and %1 more</source>
        <translation>اور %1 مزید</translation>
    </message>
</context>
<context>
    <name>indraj::NewPassphrase</name>
    <message>
        <source>12 letters or more. Four ordinary words are easiest to remember.</source>
        <translation>12 یا زیادہ حروف۔ چار عام الفاظ یاد رکھنا سب سے آسان ہے۔</translation>
    </message>
    <message>
        <source>Too short: 12 letters or more.</source>
        <translation>بہت چھوٹا: 12 یا زیادہ حروف۔</translation>
    </message>
    <message>
        <source>Too easy to guess: the same letters again and again.</source>
        <translation>اندازہ لگانا آسان ہے: وہی حروف بار بار۔</translation>
    </message>
    <message>
        <source>Long enough. Four words or more would be stronger.</source>
        <translation>لمبائی کافی ہے۔ چار یا زیادہ الفاظ اور مضبوط ہوں گے۔</translation>
    </message>
    <message>
        <source>Strong, if it was never used elsewhere.</source>
        <translation>مضبوط، اگر کہیں اور استعمال نہ ہوا ہو۔</translation>
    </message>
    <message>
        <source>Type it once more.</source>
        <translation>ایک بار پھر لکھیں۔</translation>
    </message>
    <message>
        <source>Both are alike.</source>
        <translation>دونوں ایک جیسے ہیں۔</translation>
    </message>
    <message>
        <source>The two are not alike.</source>
        <translation>دونوں ایک جیسے نہیں۔</translation>
    </message>
    <message>
        <source>New pass phrase</source>
        <translation>نیا خفیہ جملہ</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>وہی دوبارہ</translation>
    </message>
</context>
<context>
    <name>indraj::OldDraftsModel</name>
    <message>
        <source>Not asked for</source>
        <translation>درخواست نہیں</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>درخواست ہے</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>ٹوکن</translation>
    </message>
    <message>
        <source>Citizen</source>
        <translation>شہری</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>شروع</translation>
    </message>
    <message>
        <source>Days</source>
        <translation>دن</translation>
    </message>
    <message>
        <source>By</source>
        <translation>آپریٹر</translation>
    </message>
    <message>
        <source>Deletion</source>
        <translation>مٹانا</translation>
    </message>
</context>
<context>
    <name>indraj::OldDraftsPage</name>
    <message>
        <source>Old drafts</source>
        <translation>پرانے مسودے</translation>
    </message>
    <message>
        <source>Never sent, and past the greatest age.</source>
        <translation>کبھی بھیجے نہیں گئے، اور زیادہ سے زیادہ مدت گزر چکی۔</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>تیاری</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>چنیں</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>کھڑکی کا اگلا حصہ</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>رہنے دیں</translation>
    </message>
    <message>
        <source>Delete %1 for good</source>
        <translation>%1 ہمیشہ کے لیے مٹائیں</translation>
    </message>
    <message>
        <source>Open and finish</source>
        <translation>کھول کر مکمل کریں</translation>
    </message>
    <message>
        <source>Ask for its deletion</source>
        <translation>مٹانے کی درخواست کریں</translation>
    </message>
    <message>
        <source>Take the request back</source>
        <translation>درخواست واپس لیں</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>مٹائیں…</translation>
    </message>
    <message>
        <source>Asked for: %1 is deleted when another person, an in-charge, agrees.</source>
        <translation>درخواست درج ہو گئی: %1 تب مٹے گا جب کوئی دوسرا فرد، جو انچارج ہو، مان لے۔</translation>
    </message>
    <message>
        <source>Taken back: %1 stays.</source>
        <translation>درخواست واپس ہو گئی: %1 باقی رہے گا۔</translation>
    </message>
    <message>
        <source>%1 is deleted. Its number stays in the list as erased.</source>
        <translation>%1 مٹا دیا گیا۔ اس کا نمبر فہرست میں ”مٹایا گیا“ کے طور پر رہے گا۔</translation>
    </message>
    <message>
        <source>Nothing was changed. %1</source>
        <translation>کچھ نہیں بدلا۔ %1</translation>
    </message>
    <message>
        <source>What goes: everything typed, the photo, the fingers, the signature, the documents. Nobody can bring them back.
What stays: the token, the dates, who asked, who deleted, and why.</source>
        <translation>کیا مٹے گا: لکھے ہوئے سب کوائف، تصویر، انگلیوں کے نشان، دستخط، کاغذات۔ انہیں کوئی واپس نہیں لا سکتا۔
کیا رہے گا: ٹوکن، تاریخیں، کس نے درخواست کی، کس نے مٹایا، اور کیوں۔</translation>
    </message>
    <message>
        <source>Begun %1 days ago by %2. Finish it, or ask for its deletion: then another person, an in-charge, decides. Until then nothing is deleted.</source>
        <translation>%1 دن پہلے %2 نے شروع کیا۔ اسے مکمل کریں، یا مٹانے کی درخواست کریں: پھر کوئی دوسرا فرد، جو انچارج ہو، فیصلہ کرے گا۔ تب تک کچھ نہیں مٹے گا۔</translation>
    </message>
    <message>
        <source>Deletion asked for by %1 on %2. Reason: %3.</source>
        <translation>مٹانے کی درخواست %1 نے %2 کو کی۔ وجہ: %3۔</translation>
    </message>
    <message>
        <source>Another person, an in-charge, has to decide about it.</source>
        <translation>فیصلہ کسی دوسرے فرد کو کرنا ہے، جو انچارج ہو۔</translation>
    </message>
    <message>
        <source>Nothing here goes by itself. What is not finished is deleted by two people: one asks, an in-charge who is somebody else decides.</source>
        <translation>یہاں سے کچھ خود بخود نہیں مٹتا۔ جو مکمل نہ ہو اسے دو افراد مٹاتے ہیں: ایک درخواست کرتا ہے، دوسرا فرد، جو انچارج ہو، فیصلہ کرتا ہے۔</translation>
    </message>
    <message>
        <source>No draft is past its age. Nothing is to be done here.</source>
        <translation>کسی مسودے کی مدت نہیں گزری۔ یہاں کچھ کرنا نہیں۔</translation>
    </message>
    <message>
        <source>Drafts past their age</source>
        <translation>مدت گزرے مسودے</translation>
    </message>
    <message>
        <source>Why it is not needed any more</source>
        <translation>اب اس کی ضرورت کیوں نہیں</translation>
    </message>
</context>
<context>
    <name>indraj::OwnFingersPage</name>
    <message>
        <source>Your own fingers</source>
        <translation>آپ کی اپنی انگلیاں</translation>
    </message>
    <message>
        <source>A second person confirms it.</source>
        <translation>دوسرا شخص اس کی تصدیق کرتا ہے۔</translation>
    </message>
    <message>
        <source>Now: %1</source>
        <translation>اب: %1</translation>
    </message>
    <message>
        <source>From the beginning</source>
        <translation>شروع سے</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>تیاری</translation>
    </message>
    <message>
        <source>This finger cannot be taken</source>
        <translation>یہ انگلی نہیں لی جا سکتی</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>تصدیق کریں</translation>
    </message>
    <message>
        <source>The station knows your fingers now.</source>
        <translation>اب اسٹیشن آپ کی انگلیاں پہچانتا ہے۔</translation>
    </message>
    <message>
        <source>Simulated</source>
        <translation>مشق</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>براہِ راست</translation>
    </message>
    <message>
        <source>No scanner</source>
        <translation>سکینر نہیں</translation>
    </message>
    <message>
        <source>No finger was taken, so there is nothing to confirm.</source>
        <translation>کوئی انگلی نہیں لی گئی، اس لیے تصدیق کے لیے کچھ نہیں۔</translation>
    </message>
    <message>
        <source>Two of these look like one finger. Take them from the beginning.</source>
        <translation>ان میں سے دو ایک ہی انگلی لگتی ہیں۔ شروع سے دوبارہ لیں۔</translation>
    </message>
    <message>
        <source>Thumbs and index fingers of whoever works here, so that the station notices when one of them lies on the scanner in an applicant&apos;s place. No picture is kept. A second person watches you and confirms it.</source>
        <translation>یہاں کام کرنے والوں کے انگوٹھے اور شہادت کی انگلیاں، تاکہ ان میں سے کوئی درخواست گزار کی جگہ سکینر پر رکھی جائے تو اسٹیشن کو پتا چل جائے۔ کوئی تصویر نہیں رکھی جاتی۔ دوسرا شخص آپ کو دیکھتا ہے اور تصدیق کرتا ہے۔</translation>
    </message>
    <message>
        <source>Your fingers are known already; new ones take their place.</source>
        <translation>آپ کی انگلیاں پہلے سے معلوم ہیں؛ نئی ان کی جگہ لے لیں گی۔</translation>
    </message>
</context>
<context>
    <name>indraj::PeopleModel</name>
    <message>
        <source>Suspended</source>
        <translation>معطل</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>فعال</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>نام</translation>
    </message>
    <message>
        <source>Sign-in name</source>
        <translation>داخلے کا نام</translation>
    </message>
    <message>
        <source>Role</source>
        <translation>کردار</translation>
    </message>
    <message>
        <source>State</source>
        <translation>حالت</translation>
    </message>
    <message>
        <source>Last change</source>
        <translation>آخری تبدیلی</translation>
    </message>
</context>
<context>
    <name>indraj::PeoplePage</name>
    <message>
        <source>People</source>
        <translation>عملہ</translation>
    </message>
    <message>
        <source>Every change needs two people.</source>
        <translation>ہر تبدیلی کے لیے دو افراد چاہییں۔</translation>
    </message>
    <message>
        <source>Make new recovery shares…</source>
        <translation>بحالی کے نئے حصے بنائیں…</translation>
    </message>
    <message>
        <source>Make recovery shares…</source>
        <translation>بحالی کے حصے بنائیں…</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>آج</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>چنیں</translation>
    </message>
    <message>
        <source>To the person&apos;s actions</source>
        <translation>فرد کے کاموں پر</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>فرد شامل کریں</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>واپس</translation>
    </message>
    <message>
        <source>Ask for this</source>
        <translation>درخواست کریں</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>بعد میں</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>واپس لیں</translation>
    </message>
    <message>
        <source>Confirm</source>
        <translation>تصدیق کریں</translation>
    </message>
    <message>
        <source>Recovery</source>
        <translation>بحالی</translation>
    </message>
    <message>
        <source>For the day when no in-charge can sign in.</source>
        <translation>اس دن کے لیے جب کوئی انچارج داخل نہ ہو سکے۔</translation>
    </message>
    <message>
        <source>Make three shares</source>
        <translation>تین حصے بنائیں</translation>
    </message>
    <message>
        <source>Three holders, one after the other.</source>
        <translation>تین امین، ایک کے بعد ایک۔</translation>
    </message>
    <message>
        <source>This is not allowed: nobody changes himself, the last active in-charge stays, and a second person is needed.</source>
        <translation>اس کی اجازت نہیں: کوئی خود کو نہیں بدل سکتا، آخری فعال انچارج رہے گا، اور دوسرا فرد ضروری ہے۔</translation>
    </message>
    <message>
        <source>Withdrawn. Nothing was changed.</source>
        <translation>واپس لے لیا گیا۔ کچھ تبدیل نہیں ہوا۔</translation>
    </message>
    <message>
        <source>Three holders have their shares. Earlier shares open nothing any more.</source>
        <translation>تینوں امینوں کو ان کے حصے مل گئے۔ پرانے حصے اب کچھ نہیں کھولتے۔</translation>
    </message>
    <message>
        <source>Suspended</source>
        <translation>معطل</translation>
    </message>
    <message>
        <source>Active</source>
        <translation>فعال</translation>
    </message>
    <message>
        <source>Three shares are made. Any two of them open this station and make a new in-charge.</source>
        <translation>تین حصے بنیں گے۔ ان میں سے کوئی دو یہ اسٹیشن کھول کر نیا انچارج بنا سکتے ہیں۔</translation>
    </message>
    <message>
        <source>One share alone opens nothing.</source>
        <translation>اکیلا ایک حصہ کچھ نہیں کھولتا۔</translation>
    </message>
    <message>
        <source>Earlier shares open nothing any more.</source>
        <translation>پرانے حصے اب کچھ نہیں کھولیں گے۔</translation>
    </message>
    <message>
        <source>They are shown once and kept nowhere here.</source>
        <translation>یہ صرف ایک بار دکھائے جاتے ہیں اور یہاں کہیں نہیں رکھے جاتے۔</translation>
    </message>
    <message>
        <source>Nothing happens until a second person confirms.</source>
        <translation>جب تک دوسرا فرد تصدیق نہ کرے کچھ نہیں ہو گا۔</translation>
    </message>
    <message>
        <source>What will happen</source>
        <translation>کیا ہو گا</translation>
    </message>
    <message>
        <source>People of this station</source>
        <translation>اس اسٹیشن کا عملہ</translation>
    </message>
    <message>
        <source>Waiting for a second person</source>
        <translation>دوسرے فرد کے منتظر</translation>
    </message>
    <message>
        <source>No change waits.</source>
        <translation>کوئی تبدیلی منتظر نہیں۔</translation>
    </message>
    <message>
        <source>Give the shares to three people who do not work at this counter together. None of them stays at the station.</source>
        <translation>حصے ایسے تین افراد کو دیں جو اس کاؤنٹر پر اکٹھے کام نہیں کرتے۔ کوئی حصہ اسٹیشن پر نہ رہے۔</translation>
    </message>
    <message>
        <source>Suspend</source>
        <translation>معطل کریں</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>بحال کریں</translation>
    </message>
    <message>
        <source>New pass phrase…</source>
        <translation>نیا خفیہ جملہ…</translation>
    </message>
    <message>
        <source>Change the role</source>
        <translation>کردار بدلیں</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>ہٹائیں…</translation>
    </message>
    <message>
        <source>This is you. Another in-charge changes you; your own pass phrase you may change.</source>
        <translation>یہ آپ ہیں۔ آپ میں تبدیلی دوسرا انچارج کرے گا؛ اپنا خفیہ جملہ آپ خود بدل سکتے ہیں۔</translation>
    </message>
</context>
<context>
    <name>indraj::PersonChange</name>
    <message>
        <source>Add a person</source>
        <translation>فرد شامل کریں</translation>
    </message>
    <message>
        <source>Add %1</source>
        <translation>%1 کو شامل کریں</translation>
    </message>
    <message>
        <source>Suspend %1</source>
        <translation>%1 کو معطل کریں</translation>
    </message>
    <message>
        <source>Resume %1</source>
        <translation>%1 کو بحال کریں</translation>
    </message>
    <message>
        <source>New pass phrase for %1</source>
        <translation>%1 کا نیا خفیہ جملہ</translation>
    </message>
    <message>
        <source>Make %1 %2</source>
        <translation>%1 کو %2 بنائیں</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 کو ہٹائیں</translation>
    </message>
    <message>
        <source>This person</source>
        <translation>یہ فرد</translation>
    </message>
    <message>
        <source>%1 can sign in here as %2.</source>
        <translation>%1 یہاں بطور %2 داخل ہو سکیں گے۔</translation>
    </message>
    <message>
        <source>%1 types the pass phrase now. Nobody else may see it.</source>
        <translation>%1 ابھی خفیہ جملہ لکھیں گے۔ کوئی اور اسے نہ دیکھے۔</translation>
    </message>
    <message>
        <source>%1 cannot sign in any more, until resumed.</source>
        <translation>بحال ہونے تک %1 داخل نہیں ہو سکیں گے۔</translation>
    </message>
    <message>
        <source>Enrolments of %1 stay; others finish them.</source>
        <translation>%1 کے اندراج رہیں گے؛ دوسرے انہیں مکمل کریں گے۔</translation>
    </message>
    <message>
        <source>%1 can sign in again, with the same pass phrase as before.</source>
        <translation>%1 پہلے والے خفیہ جملے سے دوبارہ داخل ہو سکیں گے۔</translation>
    </message>
    <message>
        <source>The old pass phrase of %1 opens nothing any more.</source>
        <translation>%1 کا پرانا خفیہ جملہ اب کچھ نہیں کھولے گا۔</translation>
    </message>
    <message>
        <source>%1 types the new one now. Nobody else may see it.</source>
        <translation>%1 ابھی نیا جملہ لکھیں گے۔ کوئی اور اسے نہ دیکھے۔</translation>
    </message>
    <message>
        <source>%1 may approve, return and reject, and change people.</source>
        <translation>%1 منظور، واپس اور مسترد کر سکیں گے، اور عملہ بدل سکیں گے۔</translation>
    </message>
    <message>
        <source>%1 captures and signs off, and decides about nobody&apos;s work any more.</source>
        <translation>%1 اندراج اور تصدیق کریں گے، مگر کسی کے کام کا فیصلہ نہیں کریں گے۔</translation>
    </message>
    <message>
        <source>%1 can never sign in here again.</source>
        <translation>%1 یہاں پھر کبھی داخل نہیں ہو سکیں گے۔</translation>
    </message>
    <message>
        <source>The keys of the store are changed, because %1 has known them. This can take some time; leave the computer on.</source>
        <translation>ذخیرے کی چابیاں بدلی جائیں گی، کیونکہ %1 انہیں جانتے رہے ہیں۔ اس میں کچھ وقت لگ سکتا ہے؛ کمپیوٹر بند نہ کریں۔</translation>
    </message>
    <message>
        <source>Both names and the time are noted in the audit chain.</source>
        <translation>دونوں نام اور وقت آڈٹ کی زنجیر میں درج ہوں گے۔</translation>
    </message>
    <message>
        <source>%1 can sign in now.</source>
        <translation>%1 اب داخل ہو سکتے ہیں۔</translation>
    </message>
    <message>
        <source>%1 is suspended.</source>
        <translation>%1 معطل ہیں۔</translation>
    </message>
    <message>
        <source>%1 can sign in again.</source>
        <translation>%1 دوبارہ داخل ہو سکتے ہیں۔</translation>
    </message>
    <message>
        <source>The new pass phrase of %1 is in force.</source>
        <translation>%1 کا نیا خفیہ جملہ نافذ ہے۔</translation>
    </message>
    <message>
        <source>%1 has the new role from the next sign-in on.</source>
        <translation>%1 کا نیا کردار اگلی بار داخل ہونے سے نافذ ہو گا۔</translation>
    </message>
    <message>
        <source>%1 is removed, and the keys are changed.</source>
        <translation>%1 کو ہٹا دیا گیا اور چابیاں بدل دی گئیں۔</translation>
    </message>
</context>
<context>
    <name>indraj::ProposalRow</name>
    <message>
        <source>asked for by %1, %2</source>
        <translation>درخواست: %1، %2</translation>
    </message>
    <message>
        <source>Confirm…</source>
        <translation>تصدیق کریں…</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>واپس لیں</translation>
    </message>
</context>
<context>
    <name>indraj::Readiness</name>
    <message>
        <source>Looking…</source>
        <translation>دیکھا جا رہا ہے…</translation>
    </message>
    <message>
        <source>Disk</source>
        <translation>ڈسک</translation>
    </message>
    <message>
        <source>%1 enrolments</source>
        <translation>%1 اندراج</translation>
    </message>
    <message>
        <source>No new enrolments: send what waits, then room comes back. %1 free.</source>
        <translation>نئے اندراج نہیں: جو باقی ہے بھیجیں، پھر جگہ بن جائے گی۔ %1 خالی۔</translation>
    </message>
    <message>
        <source>Connect soon: what is sent makes room. %1 free.</source>
        <translation>جلد رابطہ کریں: بھیجنے سے جگہ بنتی ہے۔ %1 خالی۔</translation>
    </message>
    <message>
        <source>more will fit, %1 free</source>
        <translation>مزید کی جگہ ہے، %1 خالی</translation>
    </message>
    <message>
        <source>The mark of the last step lies on this same disk: ask the technician to name a second one.</source>
        <translation>آخری مرحلے کا نشان اسی ڈسک پر ہے: ٹیکنیشن سے دوسری ڈسک مقرر کروائیں۔</translation>
    </message>
    <message>
        <source>The second disk, which keeps the mark of the last step, is not there: plug it in, then sign in again.</source>
        <translation>آخری مرحلے کا نشان رکھنے والی دوسری ڈسک موجود نہیں: اسے لگائیں، پھر دوبارہ داخل ہوں۔</translation>
    </message>
    <message>
        <source>Drafts</source>
        <translation>مسودے</translation>
    </message>
    <message>
        <source>None open</source>
        <translation>کوئی کھلا نہیں</translation>
    </message>
    <message>
        <source>the oldest is of %1</source>
        <translation>سب سے پرانا %1 کا ہے</translation>
    </message>
    <message>
        <source>nothing is left over</source>
        <translation>کچھ باقی نہیں</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>بھیجنا باقی</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>کچھ نہیں</translation>
    </message>
    <message>
        <source>Central was not reached for too long: no new enrolments until it is. Connect.</source>
        <translation>مرکز سے بہت دنوں سے رابطہ نہیں ہوا: رابطے تک نئے اندراج نہیں۔ رابطہ کریں۔</translation>
    </message>
    <message>
        <source>central has signed for everything</source>
        <translation>مرکز ہر چیز کی رسید دے چکا ہے</translation>
    </message>
    <message>
        <source>Line to central</source>
        <translation>مرکز سے رابطہ</translation>
    </message>
    <message>
        <source>Online</source>
        <translation>آن لائن</translation>
    </message>
    <message>
        <source>central answers at once</source>
        <translation>مرکز فوراً جواب دیتا ہے</translation>
    </message>
    <message>
        <source>central answers in %1 s</source>
        <translation>مرکز %1 سیکنڈ میں جواب دیتا ہے</translation>
    </message>
    <message>
        <source>central answers</source>
        <translation>مرکز جواب دے رہا ہے</translation>
    </message>
    <message>
        <source>%1 of the day’s %2 are used</source>
        <translation>آج کے %2 میں سے %1 استعمال ہو چکے ہیں</translation>
    </message>
    <message>
        <source>a metered line, %1 today</source>
        <translation>محدود ڈیٹا والا کنکشن، آج %1</translation>
    </message>
    <message>
        <source>Offline</source>
        <translation>آف لائن</translation>
    </message>
    <message>
        <source>Central does not take this station&apos;s certificate: check the date, then call the help desk.</source>
        <translation>مرکز اس اسٹیشن کا سرٹیفکیٹ نہیں مان رہا: تاریخ دیکھیں، پھر ہیلپ ڈیسک کو فون کریں۔</translation>
    </message>
    <message>
        <source>Something else answers in central’s place: sign in to this network or use another line.</source>
        <translation>مرکز کی جگہ کوئی اور جواب دے رہا ہے: اس نیٹ ورک میں لاگ اِن کریں یا دوسری لائن استعمال کریں۔</translation>
    </message>
    <message>
        <source>Go on working: all is safe here and is sent by itself when the line is back.</source>
        <translation>کام جاری رکھیں: سب یہاں محفوظ ہے اور رابطہ ہوتے ہی خود بھیج دیا جائے گا۔</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>کیمرہ</translation>
    </message>
    <message>
        <source>Gives pictures</source>
        <translation>تصویر دے رہا ہے</translation>
    </message>
    <message>
        <source>No picture</source>
        <translation>تصویر نہیں</translation>
    </message>
    <message>
        <source>Plug it in or choose another one beside; then test again.</source>
        <translation>اسے لگائیں یا ساتھ سے دوسرا چنیں؛ پھر دوبارہ جانچیں۔</translation>
    </message>
    <message>
        <source>Finger scanner</source>
        <translation>انگلیوں کا سکینر</translation>
    </message>
    <message>
        <source>Connected</source>
        <translation>منسلک ہے</translation>
    </message>
    <message>
        <source>simulated, for training</source>
        <translation>مصنوعی، تربیت کے لیے</translation>
    </message>
    <message>
        <source>Not connected</source>
        <translation>منسلک نہیں</translation>
    </message>
    <message>
        <source>Plug it in; it is found by itself.</source>
        <translation>اسے لگائیں؛ خود مل جائے گا۔</translation>
    </message>
    <message>
        <source>Too hot</source>
        <translation>بہت گرم</translation>
    </message>
    <message>
        <source>It cools down by itself in some minutes.</source>
        <translation>چند منٹ میں خود ٹھنڈا ہو جائے گا۔</translation>
    </message>
    <message>
        <source>Starting again</source>
        <translation>دوبارہ چل رہا ہے</translation>
    </message>
    <message>
        <source>Wait a moment; if it stays so, call the technician.</source>
        <translation>ذرا انتظار کریں؛ ایسا ہی رہے تو ٹیکنیشن کو بلائیں۔</translation>
    </message>
    <message>
        <source>Security chip</source>
        <translation>حفاظتی چپ</translation>
    </message>
    <message>
        <source>Guards the key</source>
        <translation>چابی کی حفاظت کر رہی ہے</translation>
    </message>
    <message>
        <source>the store opens on this computer only</source>
        <translation>ذخیرہ صرف اسی کمپیوٹر پر کھلتا ہے</translation>
    </message>
    <message>
        <source>None here</source>
        <translation>یہاں نہیں ہے</translation>
    </message>
    <message>
        <source>Pass phrases alone protect the store: keep them long, and lock the computer away.</source>
        <translation>صرف خفیہ جملے ذخیرے کی حفاظت کرتے ہیں: انہیں لمبا رکھیں اور کمپیوٹر تالے میں رکھیں۔</translation>
    </message>
    <message>
        <source>Not used</source>
        <translation>استعمال میں نہیں</translation>
    </message>
    <message>
        <source>Memory may reach the disk unencrypted: ask the technician to encrypt the swap.</source>
        <translation>میموری خفیہ کیے بغیر ڈسک پر جا سکتی ہے: ٹیکنیشن سے سواپ خفیہ کروائیں۔</translation>
    </message>
    <message>
        <source>The store was made without it. Ask the technician to make it anew.</source>
        <translation>ذخیرہ اس کے بغیر بنا تھا۔ ٹیکنیشن سے نیا بنوائیں۔</translation>
    </message>
    <message>
        <source>Recovery shares</source>
        <translation>بحالی کے حصے</translation>
    </message>
    <message>
        <source>Not made</source>
        <translation>نہیں بنے</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>بنے ہوئے ہیں</translation>
    </message>
    <message>
        <source>If all pass phrases are lost, all is lost. The in-charge makes them under People.</source>
        <translation>سب خفیہ جملے کھو گئے تو سب کھو جائے گا۔ انچارج انہیں ”عملہ“ میں بناتا ہے۔</translation>
    </message>
    <message>
        <source>two of three holders can open the store</source>
        <translation>تین میں سے دو امین ذخیرہ کھول سکتے ہیں</translation>
    </message>
    <message>
        <source>Disk reserve</source>
        <translation>ڈسک کی گنجائش</translation>
    </message>
    <message>
        <source>Missing</source>
        <translation>موجود نہیں</translation>
    </message>
    <message>
        <source>In place</source>
        <translation>موجود ہے</translation>
    </message>
    <message>
        <source>Free some room on the disk, then sign in again: it is laid down anew.</source>
        <translation>ڈسک پر کچھ جگہ خالی کریں، پھر دوبارہ داخل ہوں: یہ نئے سرے سے رکھ دی جائے گی۔</translation>
    </message>
    <message>
        <source>a full disk can still finish what is begun</source>
        <translation>بھری ڈسک پر بھی شروع کیا ہوا کام مکمل ہو سکتا ہے</translation>
    </message>
    <message>
        <source>The disk is too full for new enrolments.</source>
        <translation>نئے اندراج کے لیے ڈسک پر جگہ نہیں۔</translation>
    </message>
    <message>
        <source>The disk is getting full.</source>
        <translation>ڈسک بھر رہی ہے۔</translation>
    </message>
    <message>
        <source>Central was not reached for too long.</source>
        <translation>مرکز سے بہت دنوں سے رابطہ نہیں ہوا۔</translation>
    </message>
    <message>
        <source>A draft is getting too old.</source>
        <translation>ایک مسودہ بہت پرانا ہو رہا ہے۔</translation>
    </message>
    <message>
        <source>No recovery shares were made.</source>
        <translation>بحالی کے حصے نہیں بنائے گئے۔</translation>
    </message>
    <message>
        <source>No security chip guards the key.</source>
        <translation>کوئی حفاظتی چپ چابی کی حفاظت نہیں کر رہی۔</translation>
    </message>
    <message>
        <source>What is in memory may reach the disk unencrypted.</source>
        <translation>میموری کا مواد خفیہ کیے بغیر ڈسک پر جا سکتا ہے۔</translation>
    </message>
    <message>
        <source>No second disk keeps the mark of the last step.</source>
        <translation>کوئی دوسری ڈسک آخری مرحلے کا نشان نہیں رکھ رہی۔</translation>
    </message>
    <message>
        <source>The reserve for a full disk is missing.</source>
        <translation>بھری ڈسک کے لیے گنجائش موجود نہیں۔</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>تیار</translation>
    </message>
    <message>
        <source>Watch</source>
        <translation>دھیان دیں</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>رکیں</translation>
    </message>
    <message>
        <source>%1 open</source>
        <translation>%1 کھلے</translation>
    </message>
    <message>
        <source>Days left for the oldest: %1. Finish it under Today.</source>
        <translation>سب سے پرانے کے باقی دن: %1۔ اسے ”آج“ میں مکمل کریں۔</translation>
    </message>
    <message>
        <source>%1 waiting</source>
        <translation>%1 منتظر</translation>
    </message>
    <message>
        <source>Days left to connect: %1. One short connection is enough.</source>
        <translation>رابطے کے لیے باقی دن: %1۔ ایک مختصر رابطہ کافی ہے۔</translation>
    </message>
    <message>
        <source>days left without a line: %1</source>
        <translation>رابطے کے بغیر باقی دن: %1</translation>
    </message>
    <message>
        <source>Days left without a connection: %1.</source>
        <translation>رابطے کے بغیر باقی دن: %1۔</translation>
    </message>
    <message>
        <source>Central has suspended %1, but nobody else could open this station. Add another person, then it is carried out.</source>
        <translation>مرکز نے %1 کو معطل کیا ہے، مگر یہ اسٹیشن کوئی اور نہیں کھول سکتا۔ کسی اور کو شامل کریں، پھر اس پر عمل ہو جائے گا۔</translation>
    </message>
    <message>
        <source>The disk has no room for central&apos;s newer forms and rules. Those before stay in use.</source>
        <translation>مرکز کے نئے فارموں اور ضابطوں کے لیے ڈسک میں جگہ نہیں۔ پچھلے ہی استعمال میں رہیں گے۔</translation>
    </message>
    <message>
        <source>Central&apos;s newer forms and rules need another version of this program. Those before stay in use. Tell the technician.</source>
        <translation>مرکز کے نئے فارموں اور ضابطوں کے لیے پروگرام کا دوسرا نسخہ چاہیے۔ پچھلے ہی استعمال میں رہیں گے۔ ٹیکنیشن کو بتائیں۔</translation>
    </message>
    <message>
        <source>What came as newer forms and rules is not from central and was thrown away. Call the help desk.</source>
        <translation>نئے فارموں اور ضابطوں کے نام پر جو آیا وہ مرکز کا نہیں تھا، اسے رد کر دیا گیا۔ ہیلپ ڈیسک کو فون کریں۔</translation>
    </message>
    <message>
        <source>Central&apos;s newer forms and rules could not be kept. It is tried again by itself.</source>
        <translation>مرکز کے نئے فارم اور ضابطے محفوظ نہیں ہو سکے۔ خود دوبارہ کوشش ہو گی۔</translation>
    </message>
    <message>
        <source>newer forms and rules are here and are used from the next start</source>
        <translation>نئے فارم اور ضابطے آ گئے ہیں، پروگرام دوبارہ کھلنے پر استعمال ہوں گے</translation>
    </message>
    <message>
        <source>central names people whom the in-charge has yet to add: %1</source>
        <translation>مرکز نے جن لوگوں کے نام دیے ہیں اور انچارج نے ابھی شامل نہیں کیے: %1</translation>
    </message>
    <message>
        <source>The oldest is past its age. Finish it, or have it deleted by two people.</source>
        <translation>سب سے پرانے کی مدت گزر چکی۔ اسے مکمل کریں، یا دو افراد اسے مٹائیں۔</translation>
    </message>
    <message>
        <source>Iris camera</source>
        <translation>پتلی کا کیمرہ</translation>
    </message>
    <message>
        <source>Plug it in; it is found by itself. Until then enrolments go on without irises.</source>
        <translation>اسے لگائیں؛ خود مل جائے گا۔ تب تک اندراج پتلیوں کے بغیر چلتے ہیں۔</translation>
    </message>
    <message>
        <source>Not to be trusted</source>
        <translation>قابلِ اعتماد نہیں</translation>
    </message>
    <message>
        <source>It cannot prove who made it: nothing of it is taken. Tell the technician.</source>
        <translation>یہ اپنے بنانے والے کا ثبوت نہیں دیتا: اس سے کچھ نہیں لیا جاتا۔ ٹیکنیشن کو بتائیں۔</translation>
    </message>
    <message>
        <source>Not ready</source>
        <translation>تیار نہیں</translation>
    </message>
    <message>
        <source>It says that it cannot take pictures now. Unplug it and plug it in again.</source>
        <translation>کیمرہ کہتا ہے کہ ابھی تصویر نہیں لے سکتا۔ نکال کر دوبارہ لگائیں۔</translation>
    </message>
    <message>
        <source>What is stored could not be read through. Sign in again; if this stays, call the technician.</source>
        <translation>محفوظ شدہ چیزیں پوری پڑھی نہ جا سکیں۔ دوبارہ داخل ہوں؛ ایسا ہی رہے تو ٹیکنیشن کو بلائیں۔</translation>
    </message>
    <message>
        <source>Something stored is damaged, or was put back.</source>
        <translation>محفوظ شدہ کوئی چیز خراب ہے یا پرانی واپس رکھی گئی ہے۔</translation>
    </message>
    <message>
        <source>Lists in the store are damaged or were put back. Call the technician, and leave this computer as it is.</source>
        <translation>ذخیرے کی فہرستیں خراب ہیں یا پرانی واپس رکھی گئی ہیں۔ ٹیکنیشن کو بلائیں اور اس کمپیوٹر کو ایسے ہی چھوڑ دیں۔</translation>
    </message>
    <message>
        <source>Of %1 and others something is damaged or was put back. Take it again, and call the technician.</source>
        <translation>%1 اور دیگر کی کوئی محفوظ شدہ چیز خراب ہے یا پرانی واپس رکھی گئی ہے۔ اسے دوبارہ لیں اور ٹیکنیشن کو بلائیں۔</translation>
    </message>
    <message>
        <source>Of %1 something is damaged or was put back. Take it again, and call the technician.</source>
        <translation>%1 کی کوئی محفوظ شدہ چیز خراب ہے یا پرانی واپس رکھی گئی ہے۔ اسے دوبارہ لیں اور ٹیکنیشن کو بلائیں۔</translation>
    </message>
    <message>
        <source>Damage found</source>
        <translation>خرابی ملی</translation>
    </message>
</context>
<context>
    <name>indraj::ReadinessPage</name>
    <message>
        <source>Your own fingers…</source>
        <translation>آپ کی اپنی انگلیاں…</translation>
    </message>
    <message>
        <source>Readiness</source>
        <translation>تیاری</translation>
    </message>
    <message>
        <source>%1 of %2 ready.</source>
        <translation>%2 میں سے %1 تیار۔</translation>
    </message>
    <message>
        <source>Test all again</source>
        <translation>سب دوبارہ جانچیں</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>آج</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>دوبارہ جانچیں</translation>
    </message>
    <message>
        <source>Choose the camera</source>
        <translation>کیمرہ چنیں</translation>
    </message>
    <message>
        <source>Begin work</source>
        <translation>کام شروع کریں</translation>
    </message>
    <message>
        <source>Back to work</source>
        <translation>کام پر واپس</translation>
    </message>
    <message>
        <source>What to see to first</source>
        <translation>پہلے کیا دیکھنا ہے</translation>
    </message>
    <message>
        <source>Nothing. You can begin.</source>
        <translation>کچھ نہیں۔ آپ شروع کر سکتے ہیں۔</translation>
    </message>
    <message>
        <source>Which camera takes the photo</source>
        <translation>تصویر کون سا کیمرہ لے</translation>
    </message>
    <message>
        <source>Remembered on this station. A camera that is plugged in appears by itself.</source>
        <translation>اس اسٹیشن پر یاد رکھا جاتا ہے۔ جو کیمرہ لگایا جائے وہ خود آ جاتا ہے۔</translation>
    </message>
    <message>
        <source>Training video</source>
        <translation>تربیتی ویڈیو</translation>
    </message>
    <message>
        <source>The camera set here, not connected</source>
        <translation>یہاں چنا ہوا کیمرہ، منسلک نہیں</translation>
    </message>
    <message>
        <source>(%1 to watch)</source>
        <translation>(%1 پر دھیان دیں)</translation>
    </message>
    <message>
        <source>Test its picture…</source>
        <translation>اس کی تصویر جانچیں…</translation>
    </message>
    <message>
        <source>Last test: %1</source>
        <translation>آخری جانچ: %1</translation>
    </message>
    <message>
        <source>Drafts past their age…</source>
        <translation>مدت گزرے مسودے…</translation>
    </message>
    <message>
        <source>%1, simulated</source>
        <translation>%1، مشق</translation>
    </message>
    <message>
        <source>Face camera (SBI), simulated</source>
        <translation>چہرے کا کیمرہ (SBI)، مشق</translation>
    </message>
    <message>
        <source>Face camera (SBI)</source>
        <translation>چہرے کا کیمرہ (SBI)</translation>
    </message>
</context>
<context>
    <name>indraj::RecoverPage</name>
    <message>
        <source>Somebody new</source>
        <translation>کوئی نیا فرد</translation>
    </message>
    <message>
        <source>Both holders type their share.</source>
        <translation>دونوں امین اپنا اپنا حصہ لکھیں۔</translation>
    </message>
    <message>
        <source>Fill in the sign-in name and both names.</source>
        <translation>داخلے کا نام اور دونوں نام لکھیں۔</translation>
    </message>
    <message>
        <source>These two shares do not belong together, or not to this station.</source>
        <translation>یہ دو حصے ایک ساتھ کے نہیں، یا اس اسٹیشن کے نہیں۔</translation>
    </message>
    <message>
        <source>A share is mistyped. Compare it letter by letter.</source>
        <translation>ایک حصہ غلط لکھا گیا۔ حرف بہ حرف ملائیں۔</translation>
    </message>
    <message>
        <source>The shares are being put together. This takes some seconds.</source>
        <translation>حصے جوڑے جا رہے ہیں۔ چند سیکنڈ لگیں گے۔</translation>
    </message>
    <message>
        <source>No in-charge can sign in</source>
        <translation>کوئی انچارج داخل نہیں ہو سکتا</translation>
    </message>
    <message>
        <source>Two of the three share holders open the station together. Their shares work only once.</source>
        <translation>تین میں سے دو امین مل کر اسٹیشن کھولتے ہیں۔ ان کے حصے صرف ایک بار کام کرتے ہیں۔</translation>
    </message>
    <message>
        <source>Share of the first holder</source>
        <translation>پہلے امین کا حصہ</translation>
    </message>
    <message>
        <source>Share of the second holder</source>
        <translation>دوسرے امین کا حصہ</translation>
    </message>
    <message>
        <source>Who becomes the in-charge</source>
        <translation>انچارج کون بنے گا</translation>
    </message>
    <message>
        <source>Open the station</source>
        <translation>اسٹیشن کھولیں</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>واپس</translation>
    </message>
</context>
<context>
    <name>indraj::SecondPerson</name>
    <message>
        <source>The second person types the pass phrase here.</source>
        <translation>دوسرا فرد یہاں اپنا خفیہ جملہ لکھے۔</translation>
    </message>
    <message>
        <source>The pass phrase is being checked. This takes some seconds.</source>
        <translation>خفیہ جملہ جانچا جا رہا ہے۔ چند سیکنڈ لگیں گے۔</translation>
    </message>
    <message>
        <source>Nobody else at this station may confirm this. Add another person first.</source>
        <translation>اس اسٹیشن پر کوئی اور اس کی تصدیق نہیں کر سکتا۔ پہلے ایک اور فرد شامل کریں۔</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>دوسرا فرد</translation>
    </message>
    <message>
        <source>Hand over the keyboard. The second person reads what will happen, then types.</source>
        <translation>کی بورڈ دوسرے فرد کو دیں۔ وہ پڑھے کہ کیا ہو گا، پھر لکھے۔</translation>
    </message>
    <message>
        <source>Who confirms</source>
        <translation>تصدیق کون کرے گا</translation>
    </message>
    <message>
        <source>Pass phrase of the second person</source>
        <translation>دوسرے فرد کا خفیہ جملہ</translation>
    </message>
</context>
<context>
    <name>indraj::SharesView</name>
    <message>
        <source>I am holder %1: show my share</source>
        <translation>میں امین %1 ہوں: میرا حصہ دکھائیں</translation>
    </message>
    <message>
        <source>Checked: hide it, next holder</source>
        <translation>دیکھ لیا: چھپائیں، اگلا امین</translation>
    </message>
    <message>
        <source>Checked: hide it, done</source>
        <translation>دیکھ لیا: چھپائیں، مکمل</translation>
    </message>
    <message>
        <source>This is not group %1. Look at what you wrote down or printed.</source>
        <translation>یہ گروہ %1 نہیں۔ جو لکھا یا چھاپا ہے اسے دیکھیں۔</translation>
    </message>
    <message>
        <source>Print share %1: choose the holder&apos;s own stick, not this computer</source>
        <translation>حصہ %1 چھاپیں: امین کی اپنی یو ایس بی چنیں، یہ کمپیوٹر نہیں</translation>
    </message>
    <message>
        <source>Written. Print it, then delete the file.</source>
        <translation>لکھ دیا گیا۔ اسے چھاپیں، پھر فائل مٹا دیں۔</translation>
    </message>
    <message>
        <source>It could not be written there. Choose another place.</source>
        <translation>وہاں نہیں لکھا جا سکا۔ کوئی اور جگہ چنیں۔</translation>
    </message>
    <message>
        <source>Recovery share %1 of 3</source>
        <translation>بحالی کا حصہ، 3 میں سے %1</translation>
    </message>
    <message>
        <source>Only the holder looks at this. Write it down or print it, and keep it away from the station. It is never shown again.</source>
        <translation>یہ صرف امین دیکھے۔ اسے لکھ لیں یا چھاپ لیں، اور اسٹیشن سے دور رکھیں۔ یہ پھر کبھی نہیں دکھایا جائے گا۔</translation>
    </message>
    <message>
        <source>Hand the seat over to holder %1. Nobody else may see the screen.</source>
        <translation>کرسی امین %1 کو دیں۔ کوئی اور اسکرین نہ دیکھے۔</translation>
    </message>
    <message>
        <source>Belongs to recovery %1</source>
        <translation>بحالی نمبر %1 کا حصہ</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>چھاپیں…</translation>
    </message>
    <message>
        <source>Type group %1 of your share</source>
        <translation>اپنے حصے کا گروہ %1 لکھیں</translation>
    </message>
</context>
</TS>
