using System.Collections.Frozen;

namespace LinlyTalker.Voice.Piper.Text;

/// <summary>
/// Unicode's canonical decomposition (NFD, UAX 15) of Latin, Greek and Cyrillic letters: <c>ç</c> as <c>c</c> and a
/// cedilla. The runtime's own leaves them as they are where it has no culture data, and so it would not know half of a
/// voice's symbols.
/// </summary>
internal static class Decomposition
{
    /// <summary>By mark: each letter that holds it, followed by the letter without it (which may hold another).</summary>
    private static readonly Dictionary<char, string> Pairs = new()
    {
        ['\u0300'] = "ÀAÈEÌIÒOÙUàaèeìiòoùuǛÜǜüǸNǹnЀЕЍИѐеѝиḔĒḕēṐŌṑōẀWẁwẦÂầâẰĂằăỀÊềêỒÔồôỜƠờơỪƯừưỲYỳy",
        ['\u0301'] = "ÁAÉEÍIÓOÚUÝYáaéeíióoúuýyĆCćcĹLĺlŃNńnŔRŕrŚSśsŹZźzǗÜǘüǴGǵgǺÅǻåǼÆǽæǾØǿø̈́̈΅¨ΆΑΈΕΉΗΊΙΌΟΎΥΏΩΐϊάαέεήηίιΰϋόούυώωϓϒЃГЌКѓгќкḈÇḉçḖĒḗēḮÏḯïḰKḱkḾMḿmṌÕṍõṒŌṓōṔPṕpṸŨṹũẂWẃwẤÂấâẮĂắăẾÊếêỐÔốôỚƠớơỨƯứư",
        ['\u0302'] = "ÂAÊEÎIÔOÛUâaêeîiôoûuĈCĉcĜGĝgĤHĥhĴJĵjŜSŝsŴWŵwŶYŷyẐZẑzẬẠậạỆẸệẹỘỌộọ",
        ['\u0303'] = "ÃAÑNÕOãañnõoĨIĩiŨUũuṼVṽvẪÂẫâẴĂẵăẼEẽeỄÊễêỖÔỗôỠƠỡơỮƯữưỸYỹy",
        ['\u0304'] = "ĀAāaĒEēeĪIīiŌOōoŪUūuǕÜǖüǞÄǟäǠȦǡȧǢÆǣæǬǪǭǫȪÖȫöȬÕȭõȰȮȱȯȲYȳyӢИӣиӮУӯуḠGḡgḸḶḹḷṜṚṝṛ",
        ['\u0306'] = "ĂAăaĔEĕeĞGğgĬIĭiŎOŏoŬUŭuЎУЙИйиўуӁЖӂжӐАӑаӖЕӗеḜȨḝȩẶẠặạ",
        ['\u0307'] = "ĊCċcĖEėeĠGġgİIŻZżzȦAȧaȮOȯoḂBḃbḊDḋdḞFḟfḢHḣhṀMṁmṄNṅnṖPṗpṘRṙrṠSṡsṤŚṥśṦŠṧšṨṢṩṣṪTṫtẆWẇwẊXẋxẎYẏyẛſ",
        ['\u0308'] = "ÄAËEÏIÖOÜUäaëeïiöoüuÿyŸYΪΙΫΥϊιϋυϔϒЁЕЇІёеїіӒАӓаӚӘӛәӜЖӝжӞЗӟзӤИӥиӦОӧоӪӨӫөӬЭӭэӰУӱуӴЧӵчӸЫӹыḦHḧhṎÕṏõṺŪṻūẄWẅwẌXẍxẗt",
        ['\u0309'] = "ẢAảaẨÂẩâẲĂẳăẺEẻeỂÊểêỈIỉiỎOỏoỔÔổôỞƠởơỦUủuỬƯửưỶYỷy",
        ['\u030a'] = "ÅAåaŮUůuẘwẙy",
        ['\u030b'] = "ŐOőoŰUűuӲУӳу",
        ['\u030c'] = "ČCčcĎDďdĚEěeĽLľlŇNňnŘRřrŠSšsŤTťtŽZžzǍAǎaǏIǐiǑOǒoǓUǔuǙÜǚüǦGǧgǨKǩkǮƷǯʒǰjȞHȟh",
        ['\u030f'] = "ȀAȁaȄEȅeȈIȉiȌOȍoȐRȑrȔUȕuѶѴѷѵ",
        ['\u0311'] = "ȂAȃaȆEȇeȊIȋiȎOȏoȒRȓrȖUȗu",
        ['\u031b'] = "ƠOơoƯUưu",
        ['\u0323'] = "ḄBḅbḌDḍdḤHḥhḲKḳkḶLḷlṂMṃmṆNṇnṚRṛrṢSṣsṬTṭtṾVṿvẈWẉwẒZẓzẠAạaẸEẹeỊIịiỌOọoỢƠợơỤUụuỰƯựưỴYỵy",
        ['\u0324'] = "ṲUṳu",
        ['\u0325'] = "ḀAḁa",
        ['\u0326'] = "ȘSșsȚTțt",
        ['\u0327'] = "ÇCçcĢGģgĶKķkĻLļlŅNņnŖRŗrŞSşsŢTţtȨEȩeḐDḑdḨHḩh",
        ['\u0328'] = "ĄAąaĘEęeĮIįiŲUųuǪOǫo",
        ['\u032d'] = "ḒDḓdḘEḙeḼLḽlṊNṋnṰTṱtṶUṷu",
        ['\u032e'] = "ḪHḫh",
        ['\u0330'] = "ḚEḛeḬIḭiṴUṵu",
        ['\u0331'] = "ḆBḇbḎDḏdḴKḵkḺLḻlṈNṉnṞRṟrṮTṯtẔZẕzẖh",
    };

    private static readonly FrozenDictionary<char, string> Letters = Pairs
        .SelectMany(p => p.Value.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], new string([pair[1], p.Key]))))
        .ToFrozenDictionary();

    public static string Of(string text) =>
        text.All(char.IsAscii) ? text : string.Concat(text.Select(Of));

    private static string Of(char letter) =>
        Letters.TryGetValue(letter, out var parts) ? Of(parts[0]) + parts[1] : letter.ToString();
}
