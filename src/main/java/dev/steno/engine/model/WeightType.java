package dev.steno.engine.model;

/**
 * The forms in which a model file may hold its large matrices. Numbers and block sizes are those of
 * ggml as of whisper.cpp 1.7.1 ({@code enum ggml_type}, {@code enum ggml_ftype} and the block
 * structures of {@code ggml-common.h}). A block is a run of neighbouring weights in one row that
 * share a scale.
 */
public enum WeightType {
  /** 32-bit floating point numbers. */
  F32(0, 0, 1, 4),
  /** 16-bit floating point numbers. */
  F16(1, 1, 1, 2),
  /** 4 bits a weight, one scale a block. */
  Q4_0(2, 2, 32, 18),
  /** 4 bits a weight, one scale and one least value a block. */
  Q4_1(3, 3, 32, 20),
  /** 5 bits a weight, one scale a block. */
  Q5_0(8, 6, 32, 22),
  /** 5 bits a weight, one scale and one least value a block. */
  Q5_1(9, 7, 32, 24),
  /** 8 bits a weight, one scale a block. */
  Q8_0(7, 8, 32, 34),
  /** About 2.6 bits a weight, in blocks of blocks. */
  Q2_K(10, 10, 256, 84),
  /** About 3.4 bits a weight, in blocks of blocks. */
  Q3_K(11, 11, 256, 110),
  /** 4.5 bits a weight, in blocks of blocks. */
  Q4_K(12, 12, 256, 144),
  /** 5.5 bits a weight, in blocks of blocks. */
  Q5_K(13, 13, 256, 176),
  /** About 6.6 bits a weight, in blocks of blocks. */
  Q6_K(14, 14, 256, 210);

  private final int fileCode;
  private final int tensorCode;
  private final int blockWeights;
  private final int blockBytes;

  WeightType(int fileCode, int tensorCode, int blockWeights, int blockBytes) {
    this.fileCode = fileCode;
    this.tensorCode = tensorCode;
    this.blockWeights = blockWeights;
    this.blockBytes = blockBytes;
  }

  /** The number in the header of a file whose matrices are of this form. */
  int fileCode() {
    return fileCode;
  }

  /** The number in the head of a tensor of this form. */
  int tensorCode() {
    return tensorCode;
  }

  /** How many weights of a row make a block; 1 where every weight stands alone. */
  int blockWeights() {
    return blockWeights;
  }

  /** The bytes of one block. */
  int blockBytes() {
    return blockBytes;
  }

  /** The bytes of so many weights, which must be whole blocks. */
  long bytes(long weights) {
    return weights / blockWeights * blockBytes;
  }

  /** Whether weights share a scale. */
  public boolean quantised() {
    return blockWeights > 1;
  }
}
