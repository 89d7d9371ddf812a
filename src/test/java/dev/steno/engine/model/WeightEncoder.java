package dev.steno.engine.model;

import java.nio.ByteBuffer;

/**
 * Writes a row of weights in one of ggml's forms. The formulas are those of {@code
 * quantize_row_*_ref} in ggml-quants.c: a block holds a scale (and, in the forms that end in 1, its
 * least value) as 16-bit floats, then the weights as small whole numbers. In the forms of 4 and 5
 * bits a byte holds weight j in its low half and weight j + 16 in its high half; fifth bits go
 * before them in a word of 32 bits.
 */
final class WeightEncoder {

  private static final int HALF_BLOCK = 16;

  private WeightEncoder() {}

  /** Appends a row whose length is a multiple of the form's block. */
  static void encode(float[] row, WeightType type, ByteBuffer out) {
    for (int at = 0; at < row.length; at += type.blockWeights()) {
      switch (type) {
        case F32 -> out.putFloat(row[at]);
        case F16 -> out.putShort(half(row[at]));
        case Q8_0 -> bytes(row, at, out);
        case Q4_0 -> around(row, at, 4, out);
        case Q5_0 -> around(row, at, 5, out);
        case Q4_1 -> above(row, at, 4, out);
        case Q5_1 -> above(row, at, 5, out);
        default -> throw new IllegalArgumentException("Only zeros can be written as " + type);
      }
    }
  }

  private static void bytes(float[] row, int at, ByteBuffer out) {
    float scale = Math.abs(farthest(row, at)) / 127;
    out.putShort(half(scale));
    for (int i = 0; i < 2 * HALF_BLOCK; i++) {
      out.put((byte) (scale == 0 ? 0 : Math.round(row[at + i] / scale)));
    }
  }

  /** The scale maps the weight farthest from zero to the least number. */
  private static void around(float[] row, int at, int bits, ByteBuffer out) {
    int zero = 1 << (bits - 1);
    float scale = farthest(row, at) / -zero;
    out.putShort(half(scale));
    int[] numbers = new int[2 * HALF_BLOCK];
    for (int i = 0; i < numbers.length; i++) {
      int number = scale == 0 ? zero : (int) (row[at + i] / scale + zero + 0.5f);
      numbers[i] = Math.min(number, (1 << bits) - 1);
    }
    pack(numbers, bits, out);
  }

  /** The scale maps the range from the least to the greatest weight to all numbers. */
  private static void above(float[] row, int at, int bits, ByteBuffer out) {
    float least = row[at];
    float greatest = row[at];
    for (int i = 1; i < 2 * HALF_BLOCK; i++) {
      least = Math.min(least, row[at + i]);
      greatest = Math.max(greatest, row[at + i]);
    }
    float scale = (greatest - least) / ((1 << bits) - 1);
    out.putShort(half(scale));
    out.putShort(half(least));
    int[] numbers = new int[2 * HALF_BLOCK];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = scale == 0 ? 0 : (int) ((row[at + i] - least) / scale + 0.5f);
    }
    pack(numbers, bits, out);
  }

  private static void pack(int[] numbers, int bits, ByteBuffer out) {
    if (bits == 5) {
      int fifth = 0;
      for (int i = 0; i < numbers.length; i++) {
        fifth |= (numbers[i] >> 4) << i;
      }
      out.putInt(fifth);
    }
    for (int i = 0; i < HALF_BLOCK; i++) {
      out.put((byte) ((numbers[i + HALF_BLOCK] & 0xF) << 4 | (numbers[i] & 0xF)));
    }
  }

  private static float farthest(float[] row, int at) {
    float farthest = 0;
    for (int i = 0; i < 2 * HALF_BLOCK; i++) {
      if (Math.abs(row[at + i]) > Math.abs(farthest)) {
        farthest = row[at + i];
      }
    }
    return farthest;
  }

  /** The nearest 16-bit float (IEEE 754 binary16); what is below its normal range becomes zero. */
  static short half(float value) {
    int bits = Float.floatToIntBits(value);
    int sign = bits >>> 16 & 0x8000;
    int rounded = (bits & 0x7FFF_FFFF) + 0x1000;
    if (rounded < 0x3880_0000) {
      return (short) sign;
    }
    if (rounded >= 0x4780_0000) {
      throw new IllegalArgumentException("Too large for 16 bits: " + value);
    }
    return (short) (sign | (rounded - 0x3800_0000) >>> 13);
  }
}
