package warren.contracts.json;

import java.util.BitSet;

/**
 * The invisible characters U+200C (zero width non-joiner) and U+200D (zero width joiner). They are
 * allowed where they change the form of the text: in words of scripts with joined letters (RFC
 * 5892, A.1 and A.2), and in emoji sequences (UTS 51).
 */
final class Joiners {
  private static final int NON_JOINER = 0x200C;
  private static final int JOINER = 0x200D;
  private static final int EMOJI_PRESENTATION = 0xFE0F;
  private static final int FIRST_SKIN_TONE = 0x1F3FB;
  private static final int LAST_SKIN_TONE = 0x1F3FF;

  // The sets are those of Unicode 17, in hexadecimal; a test compares them with ICU.

  /** Canonical_Combining_Class = Virama. */
  static final BitSet VIRAMA =
      set(
          """
          94D 9CD A4D ACD B4D BCD C4D CCD D3B-D3C D4D DCA E3A EBA F84 1039-103A 1714-1715 1734
          17D2 1A60 1B44 1BAA-1BAB 1BF2-1BF3 2D7F A806 A82C A8C4 A953 A9C0 AAF6 ABED 10A3F 11046
          11070 1107F 110B9 11133-11134 111C0 11235 112EA 1134D 113CE-113D0 11442 114C2 115BF
          1163F 116B6 1172B 11839 1193D-1193E 119E0 11A34 11A47 11A99 11C3F 11D44-11D45 11D97
          11F41-11F42 1612F
          """);

  /** Joining_Type = L or D. */
  static final BitSet JOINS_NEXT =
      set(
          """
          620 626 628 62A-62E 633-63F 641-647 649-64A 66E-66F 678-687 69A-6BF 6C1-6C2 6CC 6CE
          6D0-6D1 6FA-6FC 6FF 712-714 71A-71D 71F-727 729 72B 72D-72E 74E-758 75C-76A 76D-770
          772 775-777 77A-77F 7CA-7EA 841-845 848 84A-853 855 860 862-865 868 886 889-88D 88F
          8A0-8A9 8AF-8B0 8B3-8B8 8BA-8C8 1807 1820-1878 1887-18A8 18AA A840-A872 10AC0-10AC4
          10ACD 10AD3-10ADC 10ADE-10AE0 10AEB-10AEE 10B80 10B82 10B86-10B88 10B8A-10B8B 10B8D
          10B90 10BAD-10BAE 10D00-10D21 10D23 10EC3-10EC4 10EC6-10EC7 10F30-10F32 10F34-10F44
          10F51-10F53 10F70-10F73 10F76-10F81 10FB0 10FB2-10FB3 10FB8 10FBB-10FBC 10FBE-10FBF
          10FC1 10FC4 10FCA-10FCB 1E900-1E943
          """);

  /** Joining_Type = R or D. */
  static final BitSet JOINS_PREVIOUS =
      set(
          """
          620 622-63F 641-64A 66E-66F 671-673 675-6D3 6D5 6EE-6EF 6FA-6FC 6FF 710 712-72F
          74D-77F 7CA-7EA 840-858 860 862-865 867-86A 870-882 886 889-88F 8A0-8AC 8AE-8C8 1807
          1820-1878 1887-18A8 18AA A840-A871 10AC0-10AC5 10AC7 10AC9-10ACA 10ACE-10AD6
          10AD8-10AE1 10AE4 10AEB-10AEF 10B80-10B91 10BA9-10BAE 10D01-10D23 10EC2-10EC4
          10EC6-10EC7 10F30-10F44 10F51-10F54 10F70-10F81 10FB0 10FB2-10FB6 10FB8-10FBF
          10FC1-10FC4 10FC9-10FCA 1E900-1E943
          """);

  /** Extended_Pictographic. */
  static final BitSet PICTOGRAPH =
      set(
          """
          A9 AE 203C 2049 2122 2139 2194-2199 21A9-21AA 231A-231B 2328 23CF 23E9-23F3 23F8-23FA
          24C2 25AA-25AB 25B6 25C0 25FB-25FE 2600-2604 260E 2611 2614-2615 2618 261D 2620
          2622-2623 2626 262A 262E-262F 2638-263A 2640 2642 2648-2653 265F-2660 2663 2665-2666
          2668 267B 267E-267F 2692-2697 2699 269B-269C 26A0-26A1 26A7 26AA-26AB 26B0-26B1
          26BD-26BE 26C4-26C5 26C8 26CE-26CF 26D1 26D3-26D4 26E9-26EA 26F0-26F5 26F7-26FA 26FD
          2702 2705 2708-270D 270F 2712 2714 2716 271D 2721 2728 2733-2734 2744 2747 274C 274E
          2753-2755 2757 2763-2764 2795-2797 27A1 27B0 27BF 2934-2935 2B05-2B07 2B1B-2B1C 2B50
          2B55 3030 303D 3297 3299 1F004 1F02C-1F02F 1F094-1F09F 1F0AF-1F0B0 1F0C0 1F0CF-1F0D0
          1F0F6-1F0FF 1F170-1F171 1F17E-1F17F 1F18E 1F191-1F19A 1F1AE-1F1E5 1F201-1F20F 1F21A
          1F22F 1F232-1F23A 1F23C-1F23F 1F249-1F25F 1F266-1F321 1F324-1F393 1F396-1F397
          1F399-1F39B 1F39E-1F3F0 1F3F3-1F3F5 1F3F7-1F3FA 1F400-1F4FD 1F4FF-1F53D 1F549-1F54E
          1F550-1F567 1F56F-1F570 1F573-1F57A 1F587 1F58A-1F58D 1F590 1F595-1F596 1F5A4-1F5A5
          1F5A8 1F5B1-1F5B2 1F5BC 1F5C2-1F5C4 1F5D1-1F5D3 1F5DC-1F5DE 1F5E1 1F5E3 1F5E8 1F5EF
          1F5F3 1F5FA-1F64F 1F680-1F6C5 1F6CB-1F6D2 1F6D5-1F6E5 1F6E9 1F6EB-1F6F0 1F6F3-1F6FF
          1F7DA-1F7FF 1F80C-1F80F 1F848-1F84F 1F85A-1F85F 1F888-1F88F 1F8AE-1F8AF 1F8BC-1F8BF
          1F8C2-1F8CF 1F8D9-1F8FF 1F90C-1F93A 1F93C-1F945 1F947-1F9FF 1FA58-1FA5F 1FA6E-1FAFF
          1FC00-1FFFD
          """);

  private Joiners() {}

  private static BitSet set(String ranges) {
    var set = new BitSet();
    for (var range : ranges.strip().split("\\s+", -1)) {
      var ends = range.split("-", -1);
      var first = Integer.parseInt(ends[0], 16);
      var last = Integer.parseInt(ends[ends.length - 1], 16);
      set.set(first, last + 1);
    }
    return set;
  }

  static boolean isJoiner(int codePoint) {
    return codePoint == NON_JOINER || codePoint == JOINER;
  }

  /** Whether every joiner in the text is allowed where it is. */
  static boolean areAllowed(String text) {
    return (text.indexOf(NON_JOINER) < 0 && text.indexOf(JOINER) < 0) || areAllInContext(text);
  }

  private static boolean areAllInContext(String text) {
    var codePoints = text.codePoints().toArray();
    for (int i = 0; i < codePoints.length; i++) {
      if (isJoiner(codePoints[i]) && !isAllowed(codePoints, i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAllowed(int[] text, int i) {
    return isIn(VIRAMA, text, i - 1)
        || (text[i] == NON_JOINER ? separatesJoinedLetters(text, i) : joinsEmoji(text, i));
  }

  private static boolean separatesJoinedLetters(int[] text, int i) {
    var before = i - 1;
    while (before >= 0 && Texts.isMark(text[before])) {
      before--;
    }
    var after = i + 1;
    while (after < text.length && Texts.isMark(text[after])) {
      after++;
    }
    return isIn(JOINS_NEXT, text, before) && isIn(JOINS_PREVIOUS, text, after);
  }

  private static boolean joinsEmoji(int[] text, int i) {
    var before = i > 0 && isModifier(text[i - 1]) ? i - 2 : i - 1;
    return isIn(PICTOGRAPH, text, before) && isIn(PICTOGRAPH, text, i + 1);
  }

  private static boolean isModifier(int codePoint) {
    return codePoint == EMOJI_PRESENTATION
        || (codePoint >= FIRST_SKIN_TONE && codePoint <= LAST_SKIN_TONE);
  }

  private static boolean isIn(BitSet set, int[] text, int i) {
    return i >= 0 && i < text.length && set.get(text[i]);
  }
}
